namespace ActionsFunctions.Upstreams;

/// <summary>
/// How long an upstream usually takes: the 95th percentile of its last 64 answers. An attempt that was cut off counts with the time it had, so
/// that an upstream that became slow is known to be slow.
/// </summary>
internal sealed class UpstreamPace
{
    private const int Kept = 64;
    private const int Enough = 8;
    private readonly Lock gate = new();
    private readonly long[] inTurn = new long[Kept];

    // The same in order: what is usual is asked for several times in every call.
    private readonly List<long> inOrder = new(Kept);
    private int next;

    /// <summary>What it usually takes; null until eight answers are known.</summary>
    public TimeSpan? Usual
    {
        get
        {
            lock (gate)
            {
                var known = inOrder.Count;
                return known < Enough ? null : TimeSpan.FromTicks(inOrder[(known * 95 / 100) - (known < 20 ? 1 : 0)]);
            }
        }
    }

    public void Add(TimeSpan took)
    {
        lock (gate)
        {
            if (inOrder.Count == Kept)
                inOrder.RemoveAt(inOrder.BinarySearch(inTurn[next]));
            inTurn[next] = took.Ticks;
            next = (next + 1) % Kept;
            var place = inOrder.BinarySearch(took.Ticks);
            inOrder.Insert(place < 0 ? ~place : place, took.Ticks);
        }
    }

    /// <summary>
    /// How long a first attempt may take, so that a second one still has the time that this upstream usually takes, twice: half of what is left.
    /// Null where a second one would not fit, and while nobody knows how slow this upstream is by nature: then the first has it all.
    /// </summary>
    public TimeSpan? FirstAttempt(TimeSpan timeLeft)
    {
        var half = timeLeft / 2;
        return half > TimeSpan.Zero && Usual is { } usual && usual * 2 <= half ? half : null;
    }
}
