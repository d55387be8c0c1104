namespace ActionsFunctions.Upstreams;

/// <summary>
/// One retry for a whole run of an action, however many requests it makes, and only if the time left allows it: retries of many
/// logins at once are what keeps an overloaded upstream down.
/// </summary>
/// <param name="timeLeft">The time the action has left.</param>
public sealed class RetryAllowance(Func<TimeSpan> timeLeft)
{
    private int used;

    /// <summary>The time the action has left.</summary>
    public TimeSpan TimeLeft => timeLeft();

    /// <summary>True until the retry is taken.</summary>
    public bool IsLeft => Volatile.Read(ref used) == 0;

    /// <summary>Takes the retry. False where it is taken already, or where waiting and then as long a call as usual would be too late.</summary>
    /// <param name="wait">Time to wait before the retry.</param>
    /// <param name="usual">How long a call usually takes there.</param>
    public bool TryTake(TimeSpan wait, TimeSpan usual) =>
        wait + usual < timeLeft() && Interlocked.Exchange(ref used, 1) == 0;
}
