using ActionsFunctions.Authenticating;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Authenticating;

public sealed class ReplayStoreTests
{
    [Theory]
    [InlineData("auth0", 'x')]
    [InlineData("auth0", '\u20AC')]
    [InlineData("\u20AC", '\u20AC')]
    public void Ids_of_every_length_are_told_apart_and_used_once(string scope, char letter)
    {
        var clock = new ManualTimeProvider();
        var store = new ReplayStore(clock);
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        string[] ids = [.. new[] { 0, 1, 256, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343, 1_024, 20_000 }.Select(length => new string(letter, length))];
        Assert.All(ids, id => Assert.True(store.TryUse(scope, id, until)));
        Assert.All(ids, id => Assert.False(store.TryUse(scope, id, until)));
        Assert.All(ids, id => Assert.True(store.TryUse(scope + "2", id, until)));
    }

    [Fact]
    public void An_id_counts_to_the_last_moment_of_its_time()
    {
        var clock = new ManualTimeProvider();
        var store = new ReplayStore(clock, capacity: 1);
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        Assert.True(store.TryUse("auth0", "1", until));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(store.TryUse("auth0", "1", until));
        Assert.False(store.TryUse("auth0", "2", until));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(store.TryUse("auth0", "2", until + TimeSpan.FromSeconds(10)));
    }
}
