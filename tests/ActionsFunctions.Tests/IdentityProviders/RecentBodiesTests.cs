using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>Logins that are told apart by their bytes and the time.</summary>
public sealed class RecentBodiesTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void The_same_bytes_are_one_login_for_as_long_as_the_provider_tries()
    {
        var bodies = new RecentBodies(TimeSpan.FromSeconds(90), clock);
        var name = bodies.NameOf("a");

        Assert.NotEqual(name, bodies.NameOf("b"));
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(name, bodies.NameOf("a"));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotEqual(name, bodies.NameOf("a"));
    }

    [Fact]
    public void Of_ten_thousand_the_one_seen_longest_ago_goes_first()
    {
        var bodies = new RecentBodies(TimeSpan.FromSeconds(90), clock);
        var (first, second) = (bodies.NameOf("0"), bodies.NameOf("1"));
        for (var i = 2; i < 9_999; i++)
            bodies.NameOf($"{i}");

        Assert.Equal((first, second), (bodies.NameOf("0"), bodies.NameOf("1")));
        bodies.NameOf("9999");
        Assert.NotEqual(first, bodies.NameOf("0"));
    }
}
