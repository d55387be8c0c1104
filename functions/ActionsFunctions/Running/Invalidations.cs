namespace ActionsFunctions.Running;

/// <summary>
/// Which users' answers were invalidated when, and which single ones were denied, counted in invalidations: an answer whose run began before is not
/// kept. Bounded; of one forgotten it is assumed that it was everybody's. Not safe for concurrent use: its store guards it.
/// </summary>
/// <param name="capacity">The most users and answers remembered.</param>
internal sealed class Invalidations(int capacity)
{
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);
    private readonly Queue<(string Subject, long At)> order = new();
    private long forgotten;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    public void Add(string subject)
    {
        last[subject] = ++Count;
        order.Enqueue((subject, Count));
        while (order.Count > capacity)
        {
            var (oldest, at) = order.Dequeue();
            forgotten = at;
            if (last[oldest] == at)
                last.Remove(oldest);
        }
    }

    /// <summary>True where a run that began when there were <paramref name="began"/> may have read what was true before.</summary>
    public bool CameAfter(string subject, long began) => began < forgotten || began < last.GetValueOrDefault(subject);
}
