using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Model;

/// <summary>What an action sees of the cache and leaves in it.</summary>
public sealed class CacheViewTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void An_action_sees_what_is_kept_with_what_others_wrote_and_leaves_its_own_writes_in_order()
    {
        var kept = new Dictionary<string, CacheRecord> { ["a"] = Record("kept"), ["b"] = Record("kept"), ["A"] = Record("other case") };
        var view = new CacheView(clock, kept, [new("b", null), new("c", Record("before"))]);
        Assert.Equal(["kept", null, "before", "other case"], new[] { "a", "b", "c", "A" }.Select(key => view.Get(key)?.Value));
        view.Set("d", "mine", TimeSpan.FromMinutes(1), null);
        view.Delete("a");
        view.Set("d", "again", null, null);
        Assert.Equal(new CacheResult(CacheError.CacheKeyDoesNotExist, null), view.Delete("b"));
        var now = clock.GetUtcNow();
        Assert.Equal([new("d", new("mine", now.AddMinutes(1))), new("a", null), new("d", new("again", now.AddMinutes(15)))], view.Seal());
        Assert.Equal(["a", "b", "A"], kept.Keys);
    }

    [Fact]
    public void What_is_kept_too_long_is_neither_read_nor_deleted()
    {
        var view = new CacheView(clock, new Dictionary<string, CacheRecord> { ["now"] = new("old", clock.GetUtcNow()), ["later"] = new("young", clock.GetUtcNow().AddTicks(1)) }, []);
        Assert.Null(view.Get("now"));
        Assert.Equal(CacheError.CacheKeyDoesNotExist, view.Delete("now").Error);
        Assert.Equal("young", view.Get("later")?.Value);
    }

    [Fact]
    public void Nothing_written_leaves_nothing() => Assert.Empty(new CacheView(clock, new Dictionary<string, CacheRecord>(), []).Seal());

    [Fact]
    public void After_its_action_the_cache_is_closed()
    {
        var view = new CacheView(clock, new Dictionary<string, CacheRecord> { ["a"] = Record("kept") }, []);
        view.Seal();
        Action[] late = [() => view.Get("a"), () => view.Set("a", "late", null, null), () => view.Delete("a")];
        Assert.All(late, call => Assert.Equal("The action's time is over: its cache is closed.", Assert.Throws<OperationCanceledException>(call).Message));
        Assert.Empty(view.Seal());
    }

    [Fact]
    public void A_user_is_forgotten_in_every_tenant_and_action_of_one_provider()
    {
        var store = new CacheStore(clock);
        var scope = new CacheScope("auth0", "tenant", "ada", "action");
        CacheScope[] forgotten = [scope, scope with { Tenant = null }, scope with { Action = "other" }];
        CacheScope[] left = [scope with { Provider = "okta" }, scope with { User = "bob" }];
        foreach (var whose in forgotten.Concat(left))
            store.Commit(whose, [new("key", Record("kept"))]);
        store.Forget("auth0", "ada");
        Assert.All(forgotten, whose => Assert.Empty(store.Find(whose)));
        Assert.All(left, whose => Assert.Single(store.Find(whose)));
    }

    [Fact]
    public void What_was_forgotten_takes_no_place()
    {
        var store = new CacheStore(clock, capacity: 2);
        store.Commit(User("ada"), [new("key", Record("kept"))]);
        store.Forget("auth0", "ada");
        store.Commit(User("bob"), [new("key", Record("kept"))]);
        store.Commit(User("eve"), [new("key", Record("kept"))]);
        store.Commit(User("bob"), [new("key", null)]);
        store.Commit(User("ada"), [new("key", Record("kept"))]);
        Assert.Equal([1, 0, 1], [store.Find(User("ada")).Count, store.Find(User("bob")).Count, store.Find(User("eve")).Count]);
        Assert.Empty(store.Find(null));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Writes_that_do_not_count_any_more_are_dropped(bool? counts, int kept)
    {
        var store = new CacheStore(clock);
        store.Commit(User("ada"), [new("key", Record("kept"))], counts is { } answer ? () => answer : null);
        Assert.Equal(kept, store.Find(User("ada")).Count);
    }

    [Fact]
    public void Of_too_many_records_those_go_that_end_first_and_exactly_20_stay()
    {
        var store = new CacheStore(clock);
        store.Commit(User("ada"), [.. Enumerable.Range(1, 22).Select(i => new CacheWrite($"{i}", Record("kept", i)))]);
        Assert.Equal(Enumerable.Range(3, 20).Select(i => $"{i}").Order(StringComparer.Ordinal), store.Find(User("ada")).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Five_thousand_caches_are_kept_and_what_was_found_does_not_change()
    {
        var store = new CacheStore(clock);
        store.Commit(User("0"), [new("key", Record("kept"))]);
        var found = store.Find(User("0"));
        for (var i = 1; i < 5_000; i++)
            store.Commit(User($"{i}"), [new("key", Record("kept"))]);
        Assert.Single(store.Find(User("0")));
        store.Commit(User("one more"), [new("key", Record("kept"))]);
        Assert.Empty(store.Find(User("0")));
        Assert.Single(store.Find(User("1")));
        Assert.Equal(["key"], found.Keys);
    }

    private static CacheScope User(string user) => new("auth0", "tenant", user, "action");

    private CacheRecord Record(string value, int minutes = 15) => new(value, clock.GetUtcNow().AddMinutes(minutes));
}
