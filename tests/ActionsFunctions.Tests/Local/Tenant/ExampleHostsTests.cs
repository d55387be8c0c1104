using ActionsFunctions.Local.Tenant;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class ExampleHostsTests
{
    private static readonly Uri Tenant = new("http://127.0.0.1:4711");

    [Theory]
    [InlineData("https://backend.contoso.example/users/by-email/{user.email}", "http://127.0.0.1:4711/users/by-email/{user.email}")]
    [InlineData("https://management.contoso.example/a", "http://127.0.0.1:4711/a")]
    [InlineData("https://Public.contoso.example/b?c={user.name}", "http://127.0.0.1:4711/b?c={user.name}")]
    public void The_hosts_of_the_examples_stand_for_the_tenant(string url, string expected) => Assert.Equal(expected, Url(url));

    [Theory]
    [InlineData("https://crm.contoso.example/a")]
    [InlineData("https://backend.contoso.example.evil.example/a")]
    [InlineData("https://backend.contoso.example@evil.example/a")]
    [InlineData("http://backend.contoso.example/a")]
    [InlineData("https://evil.example/?https://backend.contoso.example/")]
    public void No_other_address_is_touched(string url) => Assert.Null(Url(url));

    [Fact]
    public void An_audience_stays_what_it_is_and_the_token_endpoint_moves()
    {
        var moved = Moved(("Settings:Auth:TokenEndpoint", "https://backend.contoso.example/oauth/token"), ("Settings:Auth:Audience", "https://backend.contoso.example/"));
        Assert.Equal(KeyValuePair.Create("PostLogin:Actions:0:Settings:Auth:TokenEndpoint", (string?)"http://127.0.0.1:4711/oauth/token"), Assert.Single(moved));
    }

    private static string? Url(string url) => Moved(("Settings:Url", url)).SingleOrDefault().Value;

    private static IEnumerable<KeyValuePair<string, string?>> Moved(params (string Key, string? Value)[] entry)
    {
        var settings = entry.Select(setting => KeyValuePair.Create($"PostLogin:Actions:0:{setting.Key}", setting.Value));
        return ExampleHosts.AtTenant(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("PostLogin:Actions"), Tenant);
    }
}
