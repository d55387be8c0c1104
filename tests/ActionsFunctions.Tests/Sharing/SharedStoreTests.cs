using System.Text;
using ActionsFunctions.Secrets;
using ActionsFunctions.Sharing;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>What is said where the shared cache answers late, halfway or with something that nobody here sealed, or its keys are not known.</summary>
public sealed class SharedStoreTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly MemorySharedCache cache = new();
    private readonly string key = Instance.NewKey();

    [Theory]
    [InlineData("not a key")]
    [InlineData(null)]
    public async Task Without_a_usable_key_nothing_is_known_and_nothing_is_stored(string? text)
    {
        var store = StoreOf(text is null ? new Unread() : new LiteralSecret(text));

        Assert.Null(await store.TryUseAsync("auth0", "msg_1", Life, default));
        Assert.Null(await store.GenerationAsync("ada", default));
        Assert.False(await store.RenewGenerationAsync("ada", default));
        await store.WriteAsync("answer", "ada", "gold"u8.ToArray(), Life);
        Assert.Null(await store.ReadAsync("answer", "ada", default));
        Assert.Equal(0, cache.Accesses);
    }

    [Fact]
    public async Task What_was_written_is_read_until_it_is_removed()
    {
        var store = StoreOf(new LiteralSecret(key));
        await store.WriteAsync("answer", "ada", "gold"u8.ToArray(), Life);
        Assert.Equal("gold", Encoding.UTF8.GetString((await store.ReadAsync("answer", "ada", default))!));
        await store.WriteAsync("answer", "ada", null, default);
        Assert.Null(await store.ReadAsync("answer", "ada", default));
        Assert.Empty(cache.Values);
    }

    [Fact]
    public async Task A_generation_that_nobody_here_sealed_is_not_believed()
    {
        var store = StoreOf(new LiteralSecret(key));
        Assert.NotNull(await store.GenerationAsync("ada", default));
        foreach (var name in cache.Values.Keys)
            cache.Values[name] = new byte[64];
        Assert.Null(await store.GenerationAsync("ada", default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cache_that_fails_halfway_gives_no_generation(int after)
    {
        cache.Fault = () => cache.Accesses >= after ? throw new IOException("broken") : Task.CompletedTask;
        Assert.Null(await StoreOf(new LiteralSecret(key)).GenerationAsync("ada", default));
    }

    [Fact]
    public async Task A_generation_that_another_instance_begins_meanwhile_is_the_one_for_both()
    {
        var other = StoreOf(new LiteralSecret(key));
        string? theirs = null;
        var begun = false;
        cache.Fault = async () =>
        {
            // Between our look and our attempt to add.
            if (cache.Accesses != 2 || begun)
                return;
            begun = true;
            theirs = await other.GenerationAsync("ada", default);
        };

        Assert.Equal(await StoreOf(new LiteralSecret(key)).GenerationAsync("ada", default), theirs);
        Assert.NotNull(theirs);
    }

    private SharedStore StoreOf(ISecret secret) => new(new(cache, new ManualTimeProvider(), NullLogger.Instance), new([secret]), TimeSpan.FromDays(2));

    /// <summary>The vault has not answered yet.</summary>
    private sealed class Unread : ISecret
    {
        public async ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new SecretUnavailableException();
        }
    }
}
