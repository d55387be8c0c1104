namespace ActionsFunctions.IdentityProviders;

/// <summary>
/// Names logins of a provider whose body says neither which nor when: two logins of one person have the same bytes. The same bytes within the time of a
/// provider's attempts are taken for one login. In the memory of this instance, bounded: those seen longest ago go first.
/// </summary>
/// <param name="within">How long a provider tries.</param>
/// <param name="clock">The clock.</param>
internal sealed class RecentBodies(TimeSpan within, TimeProvider clock)
{
    private const int Capacity = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Began, string Name)> byDigest = new(StringComparer.Ordinal);
    private readonly Queue<(long Began, string Digest)> order = new();

    /// <summary>The name of the login that this digest of a body stands for now.</summary>
    public string NameOf(string digest)
    {
        lock (gate)
        {
            Forget();
            if (byDigest.TryGetValue(digest, out var known))
                return known.Name;
            var begun = (Began: clock.GetTimestamp(), Name: $"{Guid.NewGuid():N}");
            byDigest.Add(digest, begun);
            order.Enqueue((begun.Began, digest));
            return begun.Name;
        }
    }

    private void Forget()
    {
        while (order.TryPeek(out var oldest) && (order.Count >= Capacity || clock.GetElapsedTime(oldest.Began) > within))
            byDigest.Remove(order.Dequeue().Digest);
    }
}
