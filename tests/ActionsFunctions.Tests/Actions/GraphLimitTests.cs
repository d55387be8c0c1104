using System.Text.Json;
using ActionsFunctions.Generated;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Local.Tenant;

namespace ActionsFunctions.Tests.Actions;

/// <summary>Logins against the local tenant's Graph while it says that the app's limit is near. The tenant is this class's own: it speaks so to everybody.</summary>
public sealed class GraphLimitTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    private const string Ada = """{"event":{"user":{"user_id":"auth0|ada"}}}""";
    private const string Bob = """{"event":{"user":{"user_id":"auth0|bob"}}}""";

    [Fact]
    public async Task Near_the_limit_a_kept_answer_stands_in_and_only_what_nobody_has_is_asked_for()
    {
        await using var app = new TestApp(Settings(), [.. ActionTypes.All]);
        await LoginAsync(app, Ada);
        tenant.Tenant.Throttle.LimitUsed = 0.9;

        Assert.Equal(("succeeded", 1), await LoginAsync(app, Bob));
        Assert.Equal(("stale", 0), await LoginAsync(app, Ada));
        tenant.Tenant.Throttle.LimitUsed = null;
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(("succeeded", 1), await LoginAsync(app, Ada));
    }

    [Theory]
    [InlineData("getMemberGroups", """{"securityEnabledOnly":false}""", "2")]
    [InlineData("checkMemberGroups", """{"groupIds":["00000000-0000-0000-0000-000000000001"]}""", "4")]
    [InlineData("transitiveMemberOf?$select=id", null, "1")]
    public async Task The_local_tenant_counts_resource_units_as_Graph_does(string call, string? body, string units)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        using var answer = await tenant.SendAsync(method, $"v1.0/users/auth0%7Cada/{call}", token: null, body);

        Assert.Equal([units], answer.Headers.GetValues("x-ms-resource-unit"));
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        .. TenantClient.GraphSettings(tenant.Tenant.Address),
        new("PostLogin:Actions:0:Name", "graph-groups"),
        new("PostLogin:Actions:0:OnFailure", "stale"),
        new("PostLogin:Actions:0:StaleFor", "01:00:00"),
    ];

    // The outcome, and how often Graph was asked.
    private static async Task<(string Outcome, int Asked)> LoginAsync(TestApp app, string body)
    {
        var (_, answer) = await app.SendAsync(app.Login(body));
        var outcome = JsonElement.Parse(answer).GetProperty("actions")[0].GetProperty("outcome").GetString()!;
        return (outcome, app.Reports[^1].UpstreamCalls.Count(call => call.Kind == "graph"));
    }
}
