using ActionsFunctions.Model;
using ActionsFunctions.Sharing;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>Two instances of the app over HTTP, and one shared cache.</summary>
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private readonly ManualTimeProvider clock = new();
    private readonly MemorySharedCache cache = new();
    private readonly string key = Instance.NewKey();
    private Action<PostLoginApi, int> say = (api, count) => api.IdToken.SetCustomClaim("https://x.example/tier", $"gold-{count}");
    private Instance a = null!;
    private Instance b = null!;
    private int asked;

    public async Task InitializeAsync()
    {
        a = await StartAsync(key);
        b = await StartAsync(key);
    }

    public async Task DisposeAsync()
    {
        await a.DisposeAsync();
        await b.DisposeAsync();
    }

    [Fact]
    public async Task A_message_used_on_one_is_refused_by_the_other()
    {
        Assert.Equal(200, (await a.LoginAsync("msg-1")).Status);
        Assert.Equal(401, (await b.LoginAsync("msg-1")).Status);
        Assert.Equal(200, (await b.LoginAsync("msg-2")).Status);
    }

    [Fact]
    public async Task Of_many_uses_of_one_message_on_both_at_once_exactly_one_wins()
    {
        var uses = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? a : b).LoginAsync("msg-1")));
        Assert.Equal(1, uses.Count(answer => answer.Status == 200));
    }

    [Fact]
    public async Task An_answer_kept_by_one_is_used_by_the_other_at_its_age()
    {
        await KeepOnAAsync();
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Contains("gold-1", (await b.LoginAsync()).Body, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("gold-2", (await b.LoginAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalidation_on_one_holds_for_the_next_token_of_the_other()
    {
        await KeepOnAAsync();
        Assert.Contains("gold-1", (await b.LoginAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(204, await a.InvalidateAsync());
        Assert.Contains("gold-2", (await b.LoginAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_loses_everything_brings_back_no_answer_from_before_an_invalidation()
    {
        await KeepOnAAsync();
        await b.LoginAsync();
        Assert.Equal(204, await a.InvalidateAsync());
        cache.Values.Clear();
        Assert.Contains("gold-2", (await b.LoginAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_action_cached_itself_is_forgotten_on_both()
    {
        say = (api, count) =>
        {
            var before = api.Cache.Get("tier")?.Value ?? "none";
            api.Cache.Set("tier", $"cached-{count}");
            api.IdToken.SetCustomClaim("https://x.example/tier", before);
        };
        await b.LoginAsync();
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("cached-", (await b.LoginAsync()).Body, StringComparison.Ordinal);
        await a.InvalidateAsync();
        Assert.Contains("\"none\"", (await b.LoginAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_on_one_ends_what_was_good_on_the_other()
    {
        await KeepOnAAsync();
        await b.LoginAsync();
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(204, await a.InvalidateAsync());
        say = (api, _) => api.Access.Deny("left the company");
        var before = cache.Dump;
        Assert.Contains("\"deny\"", (await a.LoginAsync()).Body, StringComparison.Ordinal);
        await UntilAsync(() => cache.Dump != before);
        Assert.Contains("\"deny\"", (await b.LoginAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reads_the_cache_learns_neither_claims_nor_who_logs_in()
    {
        await KeepOnAAsync();
        Assert.All(["ada", "gold", "tier", "msg", "auth0"], text => Assert.DoesNotContain(text, cache.Dump, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task While_a_key_is_changed_nothing_is_used_twice_and_nothing_invalidated_comes_back()
    {
        await using var changed = await StartAsync(Instance.NewKey(), key);
        Assert.Equal(200, (await a.LoginAsync("msg-1")).Status);
        Assert.Equal(401, (await changed.LoginAsync("msg-1")).Status);
        Assert.Equal(200, (await changed.LoginAsync("msg-2")).Status);
        Assert.Equal(401, (await a.LoginAsync("msg-2")).Status);
        Assert.Equal(204, await changed.InvalidateAsync());
        var before = asked;
        await a.LoginAsync();
        Assert.Equal(before + 1, asked);
        Assert.Equal(204, await a.InvalidateAsync());
        await changed.LoginAsync();
        Assert.Equal(before + 2, asked);
    }

    [Fact]
    public async Task A_cache_that_is_down_costs_nothing_and_is_tried_again_after_five_seconds()
    {
        cache.Fault = () => Task.FromException(new IOException());
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, (await a.LoginAsync()).Status);
        var accesses = cache.Accesses;
        Assert.Equal(200, (await a.LoginAsync("msg-1")).Status);
        Assert.Equal(401, (await a.LoginAsync("msg-1")).Status);
        Assert.Equal(503, await a.InvalidateAsync());
        Assert.Equal(accesses, cache.Accesses);
        cache.Fault = null;
        clock.Advance(TimeSpan.FromSeconds(6));
        await a.LoginAsync();
        Assert.Equal(204, await a.InvalidateAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_that_hangs_or_blocks_delays_a_login_by_two_accesses_of_50_ms(bool blocks)
    {
        using var release = new ManualResetEventSlim();
        cache.Fault = Hang(blocks, release);
        var login = a.LoginAsync();
        // No faster than real time: the budget must not pass while a busy machine has yet to make the second access.
        while (!login.IsCompleted)
        {
            await ((Task)login).WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        release.Set();
        Assert.Equal((200, 2), ((await login).Status, cache.Accesses));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_access_ends_after_50_ms_whatever_the_cache_does(bool blocks)
    {
        using var release = new ManualResetEventSlim();
        cache.Fault = Hang(blocks, release);
        var access = new BoundedCache(cache, clock, NullLogger.Instance).GetAsync("key", CancellationToken.None);
        await clock.WhenArmedAsync(1);
        clock.Advance(BoundedCache.Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(access.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await access).Known);
        release.Set();
    }

    private static Func<Task> Hang(bool blocks, ManualResetEventSlim release) => () =>
    {
        if (!blocks)
            return new TaskCompletionSource().Task;
        release.Wait();
        return Task.CompletedTask;
    };

    private Task<Instance> StartAsync(params string[] keys) => Instance.StartAsync(cache, clock, new((_, api, _) =>
    {
        say(api, Interlocked.Increment(ref asked));
        return Task.CompletedTask;
    })
    { ReadsOf = _ => "" }, keys);

    // The id, the generation, and the answer, which is written in the background.
    private async Task KeepOnAAsync()
    {
        Assert.Contains("gold-1", (await a.LoginAsync()).Body, StringComparison.Ordinal);
        await UntilAsync(() => cache.Values.Count == 3);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
