namespace ActionsFunctions.Upstreams;

/// <summary>
/// How near one upstream's limit is, by what it said last, and what our calls cost there. While it is near, what can be left out is: hedges, renewals ahead
/// of time, and asking at all where a kept answer may be given.
/// </summary>
/// <param name="clock">The clock of the window.</param>
internal sealed class UpstreamLimit(TimeProvider clock)
{
    // Graph's limits for directory data are counted per 10 s.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const double Near = 0.8;
    private readonly Lock gate = new();
    private long heardAt;
    private TimeSpan nearFor;
    private long windowBegan = clock.GetTimestamp();
    private int units;
    private int unitsBefore;

    /// <summary>True while the last word was that the limit is near or reached.</summary>
    public bool IsNear
    {
        get
        {
            lock (gate)
                return nearFor > TimeSpan.Zero && clock.GetElapsedTime(heardAt) < nearFor;
        }
    }

    /// <summary>Resource units that our calls cost in the last whole 10 s, or in those under way if that is more.</summary>
    public int ResourceUnits
    {
        get
        {
            lock (gate)
            {
                Turn();
                return Math.Max(units, unitsBefore);
            }
        }
    }

    /// <summary>Takes down what an answer says. True where the limit is near now and was not before.</summary>
    public bool Heard(UpstreamAnswer answer)
    {
        lock (gate)
        {
            Turn();
            units += answer.Limit.ResourceUnits;
            var throttled = answer.Failure.Fault == UpstreamFault.Throttled;
            if (!throttled && answer.Limit.Used is not >= Near)
                return false;
            var before = nearFor > TimeSpan.Zero && clock.GetElapsedTime(heardAt) < nearFor;
            var asked = (throttled ? answer.RetryAfter : answer.Limit.Resets) ?? Window;
            nearFor = asked < Window && throttled ? Window : asked < Longest ? asked : Longest;
            heardAt = clock.GetTimestamp();
            return !before;
        }
    }

    private void Turn()
    {
        var passed = clock.GetElapsedTime(windowBegan);
        if (passed < Window)
            return;
        unitsBefore = passed < Window * 2 ? units : 0;
        units = 0;
        windowBegan = clock.GetTimestamp();
    }
}
