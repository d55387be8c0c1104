using Microsoft.Extensions.Caching.Distributed;

namespace ActionsFunctions.Sharing;

/// <summary>
/// The cache that instances share: a distributed cache, and the one operation that it lacks. Both see the same keys. What is given to it is
/// encrypted, under keys that tell nothing.
/// </summary>
public interface ISharedCache : IDistributedCache
{
    /// <summary>Stores a value under a key that is not there: true for exactly one of all who try, on whichever instance.</summary>
    Task<bool> TryAddAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken);
}
