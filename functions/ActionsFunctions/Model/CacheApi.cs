namespace ActionsFunctions.Model;

/// <summary>
/// <c>api.cache</c>: small texts that one action keeps for one user from login to login, in the memory of this process. An action sees its own
/// writes at once, and in this flow also those of the actions named in <c>After</c>. Writes outlive the login only if the action succeeds.
/// For short-lived data that can be had again: a record can be gone at any time, and another instance does not have it.
/// </summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct CacheApi(PostLoginApi api)
{
    /// <summary>The record under a key, or null.</summary>
    public CacheRecord? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return api.Scope.Cache.Get(key);
    }

    /// <summary>Keeps a value. Limits: 20 entries, keys of 64 bytes, values of 4 kB, 8 kB in all.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timeToLive">How long it is kept: default 15 minutes, at most 24 hours.</param>
    /// <param name="expiresAt">Until when it is kept; of this and <paramref name="timeToLive"/> the earlier counts.</param>
    public CacheResult Set(string key, string value, TimeSpan? timeToLive = null, DateTimeOffset? expiresAt = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return api.Scope.Cache.Set(key, value, timeToLive, expiresAt);
    }

    /// <summary>Drops a record.</summary>
    public CacheResult Delete(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return api.Scope.Cache.Delete(key);
    }
}
