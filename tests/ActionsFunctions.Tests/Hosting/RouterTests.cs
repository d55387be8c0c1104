using ActionsFunctions.Hosting;

namespace ActionsFunctions.Tests.Hosting;

public sealed class RouterTests
{
    [Theory]
    [InlineData("/post-login/auth0", "auth0")]
    [InlineData("/post-login/okta", null)]
    [InlineData("/post-login/auth0/", null)]
    [InlineData("/actions/tier", "actions")]
    [InlineData("/actions/", "actions")]
    [InlineData("/actions", null)]
    [InlineData("/cache/invalidate", "cache")]
    [InlineData("/cache/", null)]
    [InlineData("/cache/other", null)]
    [InlineData("/other/invalidate", null)]
    [InlineData("cache/invalidate", null)]
    [InlineData("x/cache/invalidate", null)]
    [InlineData("x/actions/tier", null)]
    [InlineData("x/post-login/auth0", null)]
    [InlineData("/health/ready", null)]
    [InlineData("/openapi.json", null)]
    [InlineData("/schema/flow.json", null)]
    [InlineData("/", null)]
    [InlineData("", null)]
    public void A_trace_names_the_routes_that_do_something(string path, string? route)
    {
        var router = new Router(new Dictionary<string, PostLoginJourney>(StringComparer.Ordinal) { ["auth0"] = null! }, null!, null!, null!, null!);
        Assert.Equal(route, router.RouteOf(path)?.ToString());
    }
}
