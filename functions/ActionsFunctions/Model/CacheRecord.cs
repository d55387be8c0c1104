namespace ActionsFunctions.Model;

/// <summary>A cached value.</summary>
/// <param name="Value">The value.</param>
/// <param name="ExpiresAt">From when on it is no longer found; it can be gone earlier.</param>
public sealed record CacheRecord(string Value, DateTimeOffset ExpiresAt)
{
    /// <summary>Nothing: what an action caches can be personal.</summary>
    public override string ToString() => nameof(CacheRecord);
}

/// <summary>What a write to <see cref="CacheApi"/> came to. A refused write is no exception: an action that caches nothing still works.</summary>
/// <param name="Error">Why nothing was written; null where it was.</param>
/// <param name="Record">The record written; null for a deletion and for an error.</param>
public readonly record struct CacheResult(CacheError? Error, CacheRecord? Record)
{
    /// <summary>True where the write counts, provided that the action succeeds.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>Why a write to the cache was refused. The names are Auth0's error codes.</summary>
public enum CacheError
{
    /// <summary>More than 20 entries.</summary>
    MaxSideEffectsExceeded,

    /// <summary>A key of more than 64 bytes.</summary>
    CacheKeySizeExceeded,

    /// <summary>A value of more than 4 kB.</summary>
    CacheValueSizeExceeded,

    /// <summary>Keys and values of more than 8 kB together.</summary>
    CacheSizeExceeded,

    /// <summary>An expiry that is not in the future.</summary>
    ItemAlreadyExpired,

    /// <summary>A negative time to live, or an expiry more than 24 hours ahead.</summary>
    InvalidExpiry,

    /// <summary>Nothing can be set. Auth0's code; not given here.</summary>
    FailedToSetCacheRecord,

    /// <summary>Nothing can be deleted. Auth0's code; not given here.</summary>
    FailedToDeleteCacheRecord,

    /// <summary>A deletion of a key that is not there.</summary>
    CacheKeyDoesNotExist,
}
