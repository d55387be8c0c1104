using ActionsFunctions.Sharing;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>When a shared cache that fails is left alone, when it is tried again, and what is logged of it.</summary>
public sealed class BoundedCacheTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly MemorySharedCache cache = new();
    private readonly CapturedLog log = new();
    private readonly BoundedCache bounded;

    public BoundedCacheTests() => bounded = new(cache, clock, log);

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task After_four_accesses_of_which_half_failed_it_is_left_alone_for_five_seconds()
    {
        Assert.True(await TryAsync());
        Assert.True(await TryAsync());
        Assert.False(await TryAsync(fails: true));
        Assert.False(await TryAsync(fails: true));
        Assert.Equal(4, cache.Accesses);
        Assert.False(await TryAsync());
        clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        Assert.False(await TryAsync());
        Assert.Equal(4, cache.Accesses);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await TryAsync());
        Assert.Equal(5, cache.Accesses);
        Assert.Equal(
            [
                "The shared cache does not answer (IOException) and is left alone for a while: instances keep to themselves meanwhile",
                "The shared cache answers again",
            ],
            log.Texts.Where(line => line.StartsWith("The shared cache", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Three_failures_or_fewer_than_half_leave_it_in_use()
    {
        for (var i = 0; i < 3; i++)
            Assert.False(await TryAsync(fails: true));
        clock.Advance(TimeSpan.FromSeconds(11));
        for (var i = 0; i < 3; i++)
            Assert.True(await TryAsync());
        Assert.False(await TryAsync(fails: true));
        Assert.True(await TryAsync());
        Assert.Equal(8, cache.Accesses);
        Assert.DoesNotContain(log.Texts, line => line.StartsWith("The shared cache", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_access_reaches_the_cache_with_its_value_and_life()
    {
        Assert.Equal(new(true, true), await bounded.TryAddAsync("a", [1], TimeSpan.FromSeconds(1), default));
        Assert.Equal(new(true, false), await bounded.TryAddAsync("a", [2], TimeSpan.FromSeconds(1), default));
        Assert.Equal([1], (await bounded.GetAsync("a", default)).Value!);
        Assert.Equal(new(true, true), await bounded.SetAsync("a", [3], TimeSpan.FromSeconds(9), default));
        Assert.Equal(TimeSpan.FromSeconds(9), cache.Lives["a"]);
        Assert.Equal([3], cache.Values["a"]);
        Assert.Equal(new(true, true), await bounded.RemoveAsync("a", default));
        Assert.Equal(new(true, null), await bounded.GetAsync("a", default));
        Assert.Equal(TimeSpan.FromMilliseconds(50), BoundedCache.Limit);
    }

    [Fact]
    public async Task An_access_that_nobody_waits_for_says_nothing_about_the_cache()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        cache.Fault = static () => new TaskCompletionSource().Task;
        for (var i = 0; i < 8; i++)
            Assert.Equal(default, await bounded.GetAsync("a", over.Token));
        cache.Fault = null;
        Assert.True((await bounded.GetAsync("a", default)).Known);
    }

    private async Task<bool> TryAsync(bool fails = false)
    {
        cache.Fault = fails ? static () => throw new IOException("host name") : null;
        return (await bounded.GetAsync("a", default)).Known;
    }
}
