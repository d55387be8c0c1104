using System.Text;

namespace ActionsFunctions.Model;

/// <summary>The limits of one action's cache for one user. Source: Auth0, "Actions limitations", cached data.</summary>
internal static class CacheLimits
{
    public const int MaxEntries = 20;
    public const int MaxKeyBytes = 64;
    public const int MaxValueBytes = 4 * 1024;
    public const int MaxBytes = 8 * 1024;
    public static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>Why a cache may not come to look like this; null where it may.</summary>
    public static CacheError? Refuse(IReadOnlyDictionary<string, CacheRecord> records)
    {
        if (records.Count > MaxEntries)
            return CacheError.MaxSideEffectsExceeded;
        return records.Sum(record => Bytes(record.Key) + Bytes(record.Value.Value)) > MaxBytes ? CacheError.CacheSizeExceeded : null;
    }

    /// <summary>Why one entry is refused whatever else there is; null where it is not.</summary>
    public static CacheError? Refuse(string key, string value) =>
        Bytes(key) > MaxKeyBytes ? CacheError.CacheKeySizeExceeded
        : Bytes(value) > MaxValueBytes ? CacheError.CacheValueSizeExceeded
        : null;

    /// <summary>Why an expiry is refused; null where it is not.</summary>
    public static CacheError? Refuse(TimeSpan? timeToLive, DateTimeOffset expiry, DateTimeOffset now)
    {
        if (timeToLive < TimeSpan.Zero || expiry > now + LongestLife)
            return CacheError.InvalidExpiry;
        return expiry <= now ? CacheError.ItemAlreadyExpired : null;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
