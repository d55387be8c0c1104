namespace ActionsFunctions.Upstreams;

/// <summary>
/// How many slow calls may be asked twice: a share of all calls, so that an upstream that becomes slow as a whole is not given twice the work.
/// </summary>
/// <param name="percent">Hedges per 100 calls; 0: none.</param>
internal sealed class HedgeAllowance(int percent)
{
    // A quiet hour must not save up for a burst.
    private const double MostSaved = 10;
    private readonly Lock gate = new();
    private double saved;

    public bool IsOn => percent > 0;

    /// <summary>A call was made.</summary>
    public void Earn()
    {
        lock (gate)
            saved = Math.Min(MostSaved, saved + (percent / 100.0));
    }

    /// <summary>Takes one hedge out of what the calls so far have earned.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            // Sums of hundredths are not exact.
            if (saved < 1 - 1e-9)
                return false;
            saved--;
            return true;
        }
    }
}
