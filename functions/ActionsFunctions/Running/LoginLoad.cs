namespace ActionsFunctions.Running;

/// <summary>
/// Says when more logins wait than can be answered in their budget, by how long work waited lately until it began. Whoever comes then is answered
/// by policy at once: to begin would make it late, and everybody before it later.
/// </summary>
/// <param name="clock">The clock of the waits.</param>
public sealed class LoginLoad(TimeProvider clock)
{
    /// <summary>So many are always let in: few logins are no overload.</summary>
    public const int AlwaysLetIn = 256;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private TimeSpan longest;
    private long longestAt;

    /// <summary>Logins in the flow now.</summary>
    public int InFlow { get; private set; }

    /// <summary>Lets a login in that has <paramref name="left"/> to be answered. After true, <see cref="Leave"/> is owed.</summary>
    public bool TryEnter(TimeSpan left)
    {
        lock (gate)
        {
            if (InFlow >= AlwaysLetIn && clock.GetElapsedTime(longestAt) < Window && longest > left / 2)
                return false;
            InFlow++;
            return true;
        }
    }

    /// <summary>A login that was let in has ended.</summary>
    public void Leave()
    {
        lock (gate)
            InFlow--;
    }

    /// <summary>The timestamp to give to <see cref="Began"/> later.</summary>
    public long Queued() => clock.GetTimestamp();

    /// <summary>An action began; it was to begin at <paramref name="queued"/>.</summary>
    public void Began(long queued)
    {
        var waited = clock.GetElapsedTime(queued);
        lock (gate)
        {
            if (waited < longest && clock.GetElapsedTime(longestAt) < Window)
                return;
            longest = waited;
            longestAt = clock.GetTimestamp();
        }
    }
}
