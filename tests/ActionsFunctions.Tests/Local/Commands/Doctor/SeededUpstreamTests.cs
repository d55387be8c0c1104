using System.Buffers.Text;
using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Tenant.Tokens;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededUpstreamTests
{
    [Theory]
    [InlineData("Graph:ClientSecret", "wrong", "Graph:ClientSecret", "AADSTS7000215")]
    [InlineData("Graph:ClientId", "55555555-eeee-4eee-8eee-555555555555", "Graph:ClientId", "AADSTS700016")]
    [InlineData("PostLogin:Actions:1:Settings:Auth:ClientSecret", "wrong", "PostLogin:Actions:1:Settings:Auth:ClientSecret", "AADSTS7000215")]
    [InlineData("PostLogin:Actions:1:Settings:Auth:Scope", "https://nobody.example/.default", "PostLogin:Actions:1:Settings:Auth:Scope", "AADSTS500011")]
    public async Task What_the_token_endpoint_refuses_is_turned_into_the_setting(string key, string value, string named, string code)
    {
        var examined = await Examined.LocalServerAsync((key, value));
        examined.Says("token-endpoint", Health.Fail, named, code);
        examined.FailsOnly("token-endpoint");
    }

    [Fact]
    public async Task A_wrong_tenant_is_named()
    {
        await using var elsewhere = await UpstreamStub.StartAsync(_ => new(400, """{"error":"invalid_request","error_description":"AADSTS90002: Tenant not found."}"""));
        (await Examined.LocalServerAsync(("Graph:TokenEndpoint", $"{elsewhere.Url}/nobody/oauth2/v2.0/token"))).Says("token-endpoint", Health.Fail, "Graph:TenantId", "AADSTS90002");
    }

    [Fact]
    public async Task A_missing_consent_at_the_token_endpoint_is_named()
    {
        await using var strict = await UpstreamStub.StartAsync(_ => new(400, """{"error":"invalid_grant","error_description":"AADSTS65001: No consent by ada@contoso.example."}"""));
        var examined = await Examined.LocalServerAsync(("Graph:TokenEndpoint", $"{strict.Url}/token"));
        examined.Says("token-endpoint", Health.Fail, "Graph:ClientId", "consent", "AADSTS65001");
        Assert.DoesNotContain("ada@", string.Concat(examined.Report.SelectMany(diagnosis => diagnosis.Findings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_client_secret_is_named()
    {
        (await Examined.LocalServerAsync(tenant => tenant.Faults.SecretsExpired = true)).Says("token-endpoint", Health.Fail, "Graph:ClientSecret: has expired (AADSTS7000222)");
    }

    [Fact]
    public async Task A_token_endpoint_that_is_down_is_named()
    {
        var examined = await Examined.LocalServerAsync(tenant => tenant.Faults.TokenEndpointDown = true);
        examined.Says("token-endpoint", Health.Fail, "Graph:TokenEndpoint", "503");
        examined.Says("graph-permission", Health.Warn, "token-endpoint");
    }

    [Fact]
    public async Task A_missing_permission_is_seen_by_a_call()
    {
        var client = RegisteredClients.WithoutConsent;
        var examined = await Examined.LocalServerAsync(("Graph:ClientId", client.Id), ("Graph:ClientSecret", client.Secret));
        examined.Says("graph-permission", Health.Fail, "GroupMember.Read.All", "403", "Graph:ClientId");
        examined.FailsOnly("graph-permission");
    }

    [Theory]
    [InlineData("""{"roles":["User.Read.All"]}""", Health.Fail)]
    [InlineData("""{}""", Health.Fail)]
    [InlineData("""{"roles":["GroupMember.Read.All"]}""", Health.Ok)]
    public async Task A_missing_permission_is_seen_in_the_roles_of_the_token(string claims, object status)
    {
        var token = $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))}.c2lnbmF0dXJl";
        await using var entra = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token(token) : new(404, "{}"));
        var examined = await Examined.LocalServerAsync(("Graph:TokenEndpoint", $"{entra.Url}/token"), ("Graph:BaseUrl", $"{entra.Url}/v1.0"));
        examined.Says("graph-permission", (Health)status);
        Assert.DoesNotContain(token, string.Concat(examined.Report.SelectMany(diagnosis => diagnosis.Findings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Graph_that_throttles_is_a_warning()
    {
        (await Examined.LocalServerAsync(tenant => tenant.Throttle.RefuseNext(5, TimeSpan.FromSeconds(1)))).Says("graph-permission", Health.Warn, "FreshFor");
    }

    [Fact]
    public async Task A_backend_that_cannot_be_reached_is_named()
    {
        var examined = await Examined.LocalServerAsync(("PostLogin:Actions:1:Settings:Url", "http://127.0.0.1:1/{user.email}"));
        examined.Says("backend-reachable", Health.Fail, "PostLogin:Actions:1:Settings:Url", "refused");
        examined.FailsOnly("backend-reachable");
    }

    [Theory]
    [InlineData(-420, Health.Fail, "ahead")]
    [InlineData(420, Health.Fail, "behind")]
    [InlineData(40, Health.Warn, "behind")]
    public async Task A_clock_that_is_wrong_is_named(int seconds, object status, string ours)
    {
        var examined = await Examined.LocalServerAsync(tenant => tenant.Faults.ClockSkew = TimeSpan.FromSeconds(seconds));
        examined.Says("clock-skew", (Health)status, $"(ours is {ours})", "NTP");
    }
}
