namespace ActionsFunctions.Sharing;

/// <summary>The generation of each subject that this instance follows. Bounded; one forgotten counts as not followed, which costs one answer.</summary>
internal sealed class AppliedGenerations
{
    private const int Capacity = 20_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> bySubject = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Follows a generation; false where that is no change.</summary>
    public bool Replace(string subject, string generation)
    {
        lock (gate)
        {
            if (bySubject.TryGetValue(subject, out var before))
            {
                bySubject[subject] = generation;
                return before != generation;
            }

            bySubject.Add(subject, generation);
            order.Enqueue(subject);
            if (order.Count > Capacity)
                bySubject.Remove(order.Dequeue());
            return true;
        }
    }
}
