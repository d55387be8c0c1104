namespace ActionsFunctions.Model;

/// <summary>Whose cache it is: one action's for one user of one tenant at one provider.</summary>
/// <param name="Provider">Route of the provider that called.</param>
/// <param name="Tenant">The event's tenant.</param>
/// <param name="User">The event's user.</param>
/// <param name="Action">Name of the flow entry.</param>
internal sealed record CacheScope(string Provider, string? Tenant, string User, string Action)
{
    /// <summary>The scope for a login, or null where it has no user: nothing is then kept from login to login.</summary>
    public static CacheScope? Of(string provider, PostLoginEvent login, string action) =>
        login.User?.UserId is { Length: > 0 } user ? new(provider, login.Tenant?.Id, user, action) : null;

    public override string ToString() => nameof(CacheScope);
}

/// <summary>The caches of all actions and users, in the memory of this process. Bounded: those written longest ago go first.</summary>
/// <param name="clock">The clock of every expiry.</param>
/// <param name="capacity">The most caches kept; the default of 5,000 is at most 40 MiB, 8 kB each.</param>
public sealed class CacheStore(TimeProvider clock, int capacity = CacheStore.DefaultCapacity)
{
    /// <summary>The most caches kept by default.</summary>
    public const int DefaultCapacity = 5_000;

    private static readonly Dictionary<string, CacheRecord> Empty = [];
    private readonly Lock gate = new();
    private readonly Dictionary<CacheScope, LinkedListNode<Kept>> caches = [];
    private readonly LinkedList<Kept> byAge = [];

    /// <summary>What is kept. Never changed afterwards: a login keeps the view it began with.</summary>
    internal IReadOnlyDictionary<string, CacheRecord> Find(CacheScope? scope)
    {
        lock (gate)
            return scope is not null && caches.TryGetValue(scope, out var node) ? node.Value.Records : Empty;
    }

    /// <summary>What is kept for an action at a login.</summary>
    internal IReadOnlyDictionary<string, CacheRecord> Find(string provider, PostLoginEvent login, string action)
    {
        lock (gate)
            return caches.Count == 0 ? Empty : Find(CacheScope.Of(provider, login, action));
    }

    /// <summary>Keeps the writes of an action that succeeded.</summary>
    /// <param name="scope">Whose cache.</param>
    /// <param name="writes">The writes, in order.</param>
    /// <param name="counts">Asked while nothing else is written: false drops them. Null: they count.</param>
    internal void Commit(CacheScope? scope, IReadOnlyList<CacheWrite> writes, Func<bool>? counts = null)
    {
        lock (gate)
        {
            if (scope is null || writes.Count == 0 || counts?.Invoke() == false)
                return;
            var records = new Dictionary<string, CacheRecord>(Find(scope), StringComparer.Ordinal);
            foreach (var write in writes)
                CacheView.Apply(records, write);
            Fit(records);
            Replace(scope, records);
        }
    }

    /// <summary>Forgets everything that actions cached for a user of a provider, in whichever tenant.</summary>
    internal void Forget(string provider, string user)
    {
        lock (gate)
        {
            foreach (var scope in caches.Keys.Where(scope => scope.Provider == provider && scope.User == user).ToList())
            {
                if (caches.Remove(scope, out var node))
                    byAge.Remove(node);
            }
        }
    }

    // Two logins of one user at the same time can each stay within the limits and be over them together.
    private void Fit(Dictionary<string, CacheRecord> records)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, record) in records)
        {
            if (record.ExpiresAt <= now)
                records.Remove(key);
        }

        while (CacheLimits.Refuse(records) is not null)
            records.Remove(records.MinBy(record => record.Value.ExpiresAt).Key);
    }

    private void Replace(CacheScope scope, Dictionary<string, CacheRecord> records)
    {
        if (caches.Remove(scope, out var before))
            byAge.Remove(before);
        if (records.Count == 0)
            return;
        caches[scope] = byAge.AddLast(new Kept(scope, records));
        if (caches.Count <= capacity)
            return;
        caches.Remove(byAge.First!.Value.Scope);
        byAge.RemoveFirst();
    }

    private sealed record Kept(CacheScope Scope, Dictionary<string, CacheRecord> Records);
}
