using System.Globalization;
using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Model;

/// <summary>What outlives a login in the cache, and whose it is.</summary>
public sealed class CacheStoreTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void Providers_tenants_users_and_actions_do_not_see_each_others_records()
    {
        var store = new CacheStore(clock);
        var scope = new CacheScope("auth0", "tenant", "user", "action");
        store.Commit(scope, [Write("key")]);
        Assert.Single(store.Find(scope));
        Assert.All(
            [scope with { Provider = "okta" }, scope with { Tenant = "other" }, scope with { Tenant = null }, scope with { User = "other" }, scope with { Action = "other" }],
            other => Assert.Empty(store.Find(other)));
    }

    [Theory]
    [InlineData("""{"tenant":{"id":"t"}}""")]
    [InlineData("""{"user":{"email":"a@b.example"}}""")]
    [InlineData("""{"user":{"user_id":""}}""")]
    public void A_login_without_a_user_keeps_nothing(string login)
    {
        var store = new CacheStore(clock);
        var scope = CacheScope.Of("auth0", new(System.Text.Json.JsonElement.Parse(login)), "action");
        store.Commit(scope, [Write("key")]);
        Assert.Empty(store.Find(scope));
    }

    [Fact]
    public void Beyond_its_capacity_the_cache_written_longest_ago_goes_first()
    {
        var store = new CacheStore(clock, capacity: 2);
        store.Commit(User(1), [Write("key")]);
        store.Commit(User(2), [Write("key")]);
        store.Commit(User(1), [Write("again")]);
        store.Commit(User(3), [Write("key")]);
        Assert.Equal([2, 0, 1], [store.Find(User(1)).Count, store.Find(User(2)).Count, store.Find(User(3)).Count]);
    }

    [Fact]
    public void Two_logins_at_once_cannot_exceed_the_limits_together()
    {
        var store = new CacheStore(clock);
        for (var login = 0; login < 2; login++)
            store.Commit(User(1), [.. Enumerable.Range(0, 20).Select(i => Write($"{login}-{i}", i + 1))]);
        var kept = store.Find(User(1));
        Assert.Equal(20, kept.Count);
        Assert.All(kept, record => Assert.True(record.Value.ExpiresAt > clock.GetUtcNow().AddMinutes(10)));
    }

    [Fact]
    public void An_expired_record_goes_with_the_next_write()
    {
        var store = new CacheStore(clock);
        store.Commit(User(1), [Write("old")]);
        clock.Advance(TimeSpan.FromHours(1));
        store.Commit(User(1), [Write("new")]);
        Assert.Equal(["new"], store.Find(User(1)).Keys);
    }

    private static CacheScope User(int number) => new("auth0", "tenant", number.ToString(CultureInfo.InvariantCulture), "action");

    private CacheWrite Write(string key, int minutes = 15) => new(key, new("value", clock.GetUtcNow().AddMinutes(minutes)));
}
