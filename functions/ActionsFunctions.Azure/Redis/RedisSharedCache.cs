using ActionsFunctions.Sharing;
using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace ActionsFunctions.Azure.Redis;

/// <summary>The shared cache on Redis: one string per key. Its callers bound the time and keep to themselves while Redis is down.</summary>
public sealed class RedisSharedCache(RedisSettings settings) : ISharedCache, IDisposable
{
    private readonly Lock gate = new();
    private Task<ConnectionMultiplexer>? connection;

    /// <inheritdoc />
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await (await DatabaseAsync()).StringGetAsync(key);

    /// <inheritdoc />
    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        await (await DatabaseAsync()).StringSetAsync(key, value, options.AbsoluteExpirationRelativeToNow, When.Always);

    /// <inheritdoc />
    public async Task<bool> TryAddAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken) =>
        await (await DatabaseAsync()).StringSetAsync(key, value, life, When.NotExists);

    /// <inheritdoc />
    public async Task RemoveAsync(string key, CancellationToken token = default) => await (await DatabaseAsync()).KeyDeleteAsync(key);

    /// <inheritdoc />
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    /// <inheritdoc />
    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Refresh(string key)
    {
        // Nothing slides: every value has the life that it was given.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (connection is { IsCompletedSuccessfully: true } open)
            open.Result.Dispose();
    }

    private async Task<IDatabase> DatabaseAsync()
    {
        Task<ConnectionMultiplexer> open;
        lock (gate)
        {
            // One connection for all. It comes back by itself; one that was never made, for want of a token or a secret, is tried again.
            if (connection is null or { IsFaulted: true } or { IsCanceled: true })
                connection = RedisConnection.OpenAsync(settings);
            open = connection;
        }

        return (await open).GetDatabase();
    }
}
