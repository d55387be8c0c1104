using System.Text;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Sharing;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>Under which names, for how long and in which form instances share ids, generations and answers.</summary>
public sealed class SharedLifetimesTests
{
    private static readonly TimeSpan GenerationLife = TimeSpan.FromDays(2);
    private readonly ManualTimeProvider clock = new();
    private readonly MemorySharedCache cache = new();
    private readonly string text = Instance.NewKey();
    private readonly CacheKey key;
    private readonly SharedStore store;
    private readonly AnswerKey answer = new("whose and what", "subject");

    public SharedLifetimesTests()
    {
        key = CacheKey.Read(text)!;
        store = Of(text);
    }

    [Theory]
    [InlineData(300, 360)]
    [InlineData(0, 60)]
    [InlineData(-100, 60)]
    public async Task A_used_id_is_known_a_minute_longer_than_its_message_is_valid(int seconds, int life)
    {
        var replays = new SharedReplays(store, clock);
        Assert.True(await replays.TryUseAsync("auth0", "msg_1", clock.GetUtcNow().AddSeconds(seconds), default));
        Assert.False(await replays.TryUseAsync("auth0", "msg_1", clock.GetUtcNow().AddSeconds(seconds), default));
        Assert.True(await replays.TryUseAsync("okta", "msg_1", clock.GetUtcNow().AddSeconds(seconds), default));
        Assert.Equal(TimeSpan.FromSeconds(life), cache.Lives[key.NameOf("id", "auth0\nmsg_1")]);
        Assert.Empty(key.Open(key.NameOf("id", "auth0\nmsg_1"), cache.Values[key.NameOf("id", "auth0\nmsg_1")])!);
        Assert.Equal(2, cache.Values.Count);
    }

    [Fact]
    public async Task A_generation_is_sixteen_random_bytes_for_its_life_and_another_after_its_renewal()
    {
        var name = key.NameOf("generation", "ada");
        var generation = await store.GenerationAsync("ada", default);
        Assert.Equal((32, GenerationLife), (generation!.Length, cache.Lives[name]));
        Assert.Equal(generation, Convert.ToHexString(key.Open(name, cache.Values[name])!));
        Assert.Equal(generation, await Of(text).GenerationAsync("ada", default));
        Assert.NotEqual(generation, await store.GenerationAsync("bob", default));
        cache.Lives.Clear();
        Assert.True(await store.RenewGenerationAsync("ada", default));
        var renewed = await store.GenerationAsync("ada", default);
        Assert.Equal((32, GenerationLife), (renewed!.Length, cache.Lives[name]));
        Assert.NotEqual(generation, renewed);
        Assert.Equal([key.NameOf("generation", "ada"), key.NameOf("generation", "bob")], cache.Values.Keys.OrderBy(found => found != name));
    }

    [Fact]
    public async Task Under_two_keys_a_generation_has_two_parts_and_an_answer_is_under_the_first()
    {
        var other = Instance.NewKey();
        var both = Of(text, other);
        var generation = await both.GenerationAsync("ada", default);
        Assert.Equal($"{await Of(text).GenerationAsync("ada", default)}.{await Of(other).GenerationAsync("ada", default)}", generation);
        await both.WriteAsync("answer", "ada", "gold"u8.ToArray(), TimeSpan.FromMinutes(1));
        Assert.NotNull(await Of(text).ReadAsync("answer", "ada", default));
        Assert.Null(await Of(other).ReadAsync("answer", "ada", default));
        Assert.True(await both.TryUseAsync("auth0", "msg", TimeSpan.FromMinutes(1), default));
        Assert.False(await Of(text).TryUseAsync("auth0", "msg", TimeSpan.FromMinutes(1), default));
        Assert.False(await Of(other).TryUseAsync("auth0", "msg", TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task An_answer_is_its_time_and_its_commands_under_its_generation_and_key()
    {
        var answers = new SharedAnswers(store, clock);
        answers.Keep(answer, "G", [new("idToken.setCustomClaim", ["tier", "gold"]), new("session.evictMetadata", [])], TimeSpan.FromMinutes(7));
        var name = key.NameOf("answer", "G\n" + answer.Text);
        while (!cache.Values.ContainsKey(name))
            await Task.Yield();
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(
            $$"""{"at":{{at}},"commands":[["idToken.setCustomClaim","tier","gold"],["session.evictMetadata"]]}""",
            Encoding.UTF8.GetString(key.Open(name, cache.Values[name])!));
        Assert.Equal(TimeSpan.FromMinutes(7), cache.Lives[name]);
        Assert.Null(await answers.FindAsync(answer, "H", default));
        Assert.Null(await answers.FindAsync(new("another", "subject"), "G", default));
        answers.Drop(answer, "G");
        while (cache.Values.ContainsKey(name))
            await Task.Yield();
        Assert.Null(await answers.FindAsync(answer, "G", default));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_500, 1_500)]
    [InlineData(-1, 0)]
    [InlineData(-5_000, 0)]
    [InlineData(-5_001, null)]
    public async Task An_answer_of_a_clock_five_seconds_ahead_is_new_and_one_further_ahead_is_none(int age, int? expected)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds() - age;
        await store.WriteAsync("answer", "G\n" + answer.Text, Encoding.UTF8.GetBytes($$"""{"at":{{at}},"commands":[["access.deny","why"]]}"""), TimeSpan.FromMinutes(1));
        var found = await new SharedAnswers(store, clock).FindAsync(answer, "G", default);
        Assert.Equal(expected, (int?)found?.Age.TotalMilliseconds);
        Assert.Equal(expected is null ? null : "access.deny why", found is null ? null : $"{found.Commands.Single().Method} {found.Commands.Single().Text(0)}");
    }

    [Fact]
    public async Task A_generation_is_new_to_an_instance_once()
    {
        var answers = new SharedAnswers(store, clock);
        var (first, isNew) = await answers.GenerationAsync("ada", default);
        Assert.Equal((await store.GenerationAsync("ada", default), true), (first, isNew));
        Assert.Equal((first, false), await answers.GenerationAsync("ada", default));
        Assert.True(await answers.RenewAsync("ada", default));
        var (second, again) = await answers.GenerationAsync("ada", default);
        Assert.True(again);
        Assert.NotEqual(first, second);
        cache.Fault = static () => throw new IOException("broken");
        Assert.Equal((null, false), await answers.GenerationAsync("ada", default));
    }

    [Fact]
    public void Applied_generations_are_remembered_of_twenty_thousand_subjects_oldest_forgotten()
    {
        var applied = new AppliedGenerations();
        for (var i = 0; i < 20_000; i++)
            Assert.True(applied.Replace($"{i}", "G"));
        Assert.False(applied.Replace("0", "G"));
        Assert.True(applied.Replace("1", "H"));
        Assert.False(applied.Replace("1", "H"));
        Assert.True(applied.Replace("one more", "G"));
        Assert.False(applied.Replace("1", "H"));
        Assert.True(applied.Replace("0", "G"));
    }

    private SharedStore Of(params string[] keys) =>
        new(new(cache, clock, NullLogger.Instance), new([.. keys.Select(one => new LiteralSecret(one))]), GenerationLife);
}
