namespace ActionsFunctions.Model;

/// <summary>A write to a cache.</summary>
/// <param name="Key">The key.</param>
/// <param name="Record">What is written; null: the key is dropped.</param>
internal sealed record CacheWrite(string Key, CacheRecord? Record);

/// <summary>
/// The cache as one run of one action sees it: what it kept at earlier logins, over that the writes of the actions it comes after, over that its own.
/// Sealed when the run is over, as the recorder of commands is.
/// </summary>
internal sealed class CacheView
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    // Most actions cache nothing: made when there is something to hold.
    private Dictionary<string, CacheRecord>? visible;
    private List<CacheWrite>? writes;
    private bool over;

    public CacheView(TimeProvider clock, IReadOnlyDictionary<string, CacheRecord> kept, IReadOnlyList<CacheWrite> before)
    {
        this.clock = clock;
        if (kept.Count > 0)
            visible = new(kept, StringComparer.Ordinal);
        foreach (var write in before)
            Apply(Visible, write);
    }

    private Dictionary<string, CacheRecord> Visible => visible ??= new(StringComparer.Ordinal);

    public CacheRecord? Get(string key)
    {
        lock (gate)
        {
            ThrowIfOver();
            return Live(key);
        }
    }

    public CacheResult Set(string key, string value, TimeSpan? timeToLive, DateTimeOffset? expiresAt)
    {
        lock (gate)
        {
            ThrowIfOver();
            var now = clock.GetUtcNow();
            var expiry = Expiry(timeToLive, expiresAt, now);
            if ((CacheLimits.Refuse(key, value) ?? CacheLimits.Refuse(timeToLive, expiry, now)) is { } refusal)
                return new(refusal, null);
            var record = new CacheRecord(value, expiry);
            var after = Visible.Where(entry => entry.Value.ExpiresAt > now).ToDictionary(StringComparer.Ordinal);
            after[key] = record;
            return CacheLimits.Refuse(after) is { } full ? new(full, null) : Write(new(key, record));
        }
    }

    public CacheResult Delete(string key)
    {
        lock (gate)
        {
            ThrowIfOver();
            return Live(key) is null ? new(CacheError.CacheKeyDoesNotExist, null) : Write(new(key, null));
        }
    }

    /// <summary>Ends the run and gives its writes in order.</summary>
    public IReadOnlyList<CacheWrite> Seal()
    {
        lock (gate)
        {
            over = true;
            return writes ?? (IReadOnlyList<CacheWrite>)[];
        }
    }

    internal static void Apply(Dictionary<string, CacheRecord> records, CacheWrite write)
    {
        if (write.Record is null)
            records.Remove(write.Key);
        else
            records[write.Key] = write.Record;
    }

    // A time to live and an expiry may both be given: the earlier counts. Neither: the default life.
    private static DateTimeOffset Expiry(TimeSpan? timeToLive, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var life = timeToLive ?? (expiresAt is null ? CacheLimits.DefaultLife : TimeSpan.MaxValue);
        var byLife = life > CacheLimits.LongestLife ? DateTimeOffset.MaxValue : now + life;
        return expiresAt < byLife ? expiresAt.Value : byLife;
    }

    private CacheRecord? Live(string key) =>
        visible?.TryGetValue(key, out var record) == true && record.ExpiresAt > clock.GetUtcNow() ? record : null;

    private CacheResult Write(CacheWrite write)
    {
        Apply(Visible, write);
        (writes ??= []).Add(write);
        return new(null, write.Record);
    }

    private void ThrowIfOver()
    {
        if (over)
            throw new OperationCanceledException("The action's time is over: its cache is closed.");
    }
}
