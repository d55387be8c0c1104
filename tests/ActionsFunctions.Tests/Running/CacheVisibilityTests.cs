using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>Which writes of the cache an action sees, and which outlive the login.</summary>
public sealed class CacheVisibilityTests
{
    private const string Ada = """{"event":{"user":{"user_id":"ada"}}}""";
    private readonly List<string?> seen = [];
    private readonly List<string?> seenLater = [];

    [Fact]
    public async Task An_action_finds_at_the_next_login_what_it_kept_and_only_for_this_user()
    {
        await using var app = App((_, api) =>
        {
            seen.Add(api.Cache.Get("count")?.Value);
            api.Cache.Set("count", "1");
        });
        foreach (var user in (string[])["ada", "ada", "bob"])
            await app.SendAsync(app.Login(Ada.Replace("ada", user, StringComparison.Ordinal)));
        Assert.Equal([null, "1", null], seen);
    }

    [Fact]
    public async Task A_login_is_answered_without_the_cache_in_its_commands()
    {
        await using var app = App((_, api) => api.Cache.Set("key", "value"));
        Assert.Contains("\"commands\":[]", (await app.SendAsync(app.Login(Ada))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("throw")]
    public async Task What_an_action_wrote_before_it_failed_is_not_kept(string ending)
    {
        await using var app = App((_, api) =>
        {
            seen.Add(api.Cache.Get("key")?.Value);
            api.Cache.Set("key", "value");
            if (ending == "throw")
                throw new InvalidOperationException("test");
            api.Fail("test");
        });
        await app.SendAsync(app.Login(Ada));
        await app.SendAsync(app.Login(Ada));
        Assert.Equal([null, null], seen);
    }

    [Fact]
    public async Task A_denier_keeps_what_it_wrote_and_what_is_listed_after_it_does_not()
    {
        var written = new TaskCompletionSource();
        var denies = new ActionType("denies", _ => new InlineAction(async (_, api, _) =>
        {
            await written.Task;
            seen.Add(api.Cache.Get("attempts")?.Value);
            api.Cache.Set("attempts", "1");
            if (seen.Count == 1)
                api.Access.Deny("blocked");
        }));
        var later = Type("later", (_, api) =>
        {
            seenLater.Add(api.Cache.Get("key")?.Value);
            api.Cache.Set("key", "value");
            written.TrySetResult();
        });
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "denies"), new("PostLogin:Actions:1:Name", "later")], denies, later);
        await app.SendAsync(app.Login(Ada));
        await app.SendAsync(app.Login(Ada));
        Assert.Equal([null, null], seenLater);
        Assert.Equal([null, "1"], seen);
    }

    [Fact]
    public async Task Within_a_login_an_action_sees_the_writes_of_all_it_comes_after_and_nobody_elses()
    {
        var writes = new ActionType("writes", _ => InlineAction.Of((login, api) => api.Cache.Set(login.Secrets["KEY"], "value")));
        var drops = Type("drops", (_, api) => Assert.True(api.Cache.Delete("a").Succeeded));
        var looks = Type("looks", (_, api) =>
        {
            lock (seen)
                seen.AddRange(((string[])["a", "b", "c"]).Where(key => api.Cache.Get(key) is not null));
        });
        KeyValuePair<string, string?>[] flow =
        [
            .. Entry(0, "a", "writes", "a"), .. Entry(1, "b", "writes", "b", after: "a"), .. Entry(2, "c", "writes", "c"),
            .. Entry(3, "looks", "looks", "", after: "b"), .. Entry(4, "drops", "drops", "", after: "b"), .. Entry(5, "looks2", "looks", "", after: "drops"),
        ];
        await using var app = new TestApp(flow, writes, drops, looks);
        await app.SendAsync(app.Login(Ada));
        Assert.Equal(["a", "b", "b"], seen.Order(StringComparer.Ordinal).ToList());
    }

    [Fact]
    public async Task A_cache_is_closed_when_the_time_of_its_run_is_over()
    {
        PostLoginApi? kept = null;
        await using var app = App((_, api) => kept = api);
        await app.SendAsync(app.Login(Ada));
        Assert.Throws<OperationCanceledException>(() => kept!.Cache.Get("key"));
        Assert.Throws<OperationCanceledException>(() => kept!.Cache.Set("key", "value"));
        Assert.Throws<OperationCanceledException>(() => kept!.Cache.Delete("key"));
    }

    private static TestApp App(Action<PostLoginEvent, PostLoginApi> execute) => new([new("PostLogin:Actions:0:Name", "caches")], Type("caches", execute));

    private static ActionType Type(string name, Action<PostLoginEvent, PostLoginApi> execute) => new(name, _ => InlineAction.Of(execute));

    private static IEnumerable<KeyValuePair<string, string?>> Entry(int index, string name, string type, string key, string? after = null)
    {
        yield return new($"PostLogin:Actions:{index}:Name", name);
        yield return new($"PostLogin:Actions:{index}:Type", type);
        if (key.Length > 0)
            yield return new($"PostLogin:Actions:{index}:Secrets:KEY", key);
        if (after is not null)
            yield return new($"PostLogin:Actions:{index}:After:0", after);
    }
}
