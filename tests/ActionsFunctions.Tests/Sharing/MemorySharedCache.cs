using System.Collections.Concurrent;
using System.Text;
using ActionsFunctions.Sharing;
using Microsoft.Extensions.Caching.Distributed;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>A shared cache in this process, which can be down, hang or block.</summary>
internal sealed class MemorySharedCache : ISharedCache
{
    private readonly ConcurrentDictionary<string, byte[]> values = new(StringComparer.Ordinal);
    private int accesses;

    /// <summary>Happens at every access; null: nothing goes wrong.</summary>
    public Func<Task>? Fault { get; set; }

    public int Accesses => Volatile.Read(ref accesses);

    /// <summary>Everything that whoever reads the cache sees.</summary>
    public string Dump => string.Join('\n', values.Select(entry => entry.Key + Encoding.UTF8.GetString(entry.Value)));

    public ConcurrentDictionary<string, byte[]> Values => values;

    /// <summary>How long each value was to live when it was last written.</summary>
    public ConcurrentDictionary<string, TimeSpan?> Lives { get; } = new(StringComparer.Ordinal);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await AccessAsync();
        return values.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await AccessAsync();
        Lives[key] = options.AbsoluteExpirationRelativeToNow;
        values[key] = value;
    }

    public async Task<bool> TryAddAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken)
    {
        await AccessAsync();
        Lives[key] = life;
        return values.TryAdd(key, value);
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await AccessAsync();
        values.TryRemove(key, out _);
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    private Task AccessAsync()
    {
        Interlocked.Increment(ref accesses);
        return Fault?.Invoke() ?? Task.CompletedTask;
    }
}
