using System.Text.Json;

namespace ActionsFunctions.Tests.Local.ConsoleApi;

public sealed class ConsoleRunTests(ConsoleOfClass shared) : IClassFixture<ConsoleOfClass>
{
    private const string Premium = "https://actions.example/premium";

    private ConsoleFixture Console => shared.Console;

    [Theory]
    [InlineData("auth0", 1)]
    [InlineData("entra", 1)]
    [InlineData("azure-ad-b2c", 1)]
    [InlineData("okta", 1)]
    [InlineData("ory-hydra", 1)]
    [InlineData("zitadel", 2)]
    [InlineData("supabase", 1)]
    public async Task Runs_a_login_of_every_provider_and_tells_all_of_it(string provider, int calls)
    {
        var run = await Console.RunAsync($$"""{"provider":"{{provider}}","user":"ada"}""");
        Assert.Equal("issued", run.GetProperty("verdict").GetProperty("outcome").GetString());
        Assert.Equal(calls, run.GetProperty("calls").GetArrayLength());
        Assert.All(run.GetProperty("calls").EnumerateArray(), call =>
        {
            Assert.Equal($"/api/post-login/{provider}", new Uri(call.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath);
            Assert.Equal(200, call.GetProperty("response").GetProperty("status").GetInt32());
            Assert.Equal(3, call.GetProperty("report").GetProperty("actions").GetArrayLength());
            Assert.Contains(call.GetProperty("report").GetProperty("upstreams").EnumerateArray(), upstream => upstream.GetProperty("kind").GetString() == "graph");
        });
    }

    [Fact]
    public async Task A_reusable_credential_of_the_provider_is_not_shown()
    {
        var run = await Console.RunAsync("""{"provider":"okta","user":"ada"}""");
        Assert.Equal("***", run.GetProperty("calls")[0].GetProperty("request").GetProperty("headers").GetProperty("Authorization").GetString());
    }

    [Fact]
    public async Task Runs_an_edited_flow_beside_the_served_one()
    {
        var flow = Flow("""{ "Name": "vip", "Type": "premium-flag", "Settings": { "Claim": "https://actions.example/vip" } }""");
        Assert.Equal(["https://actions.example/vip"], Claims(await Console.RunAsync(Run("ada", flow))));
        Assert.Contains(Premium, Claims(await Console.RunAsync(Run("ada"))));
    }

    [Fact]
    public async Task Tells_who_wrote_a_claim_and_who_lost_it()
    {
        var flow = Flow("""{ "Name": "premium-flag" }, { "Name": "later", "Type": "event-claims", "Settings": { "Claims": [ { "Path": "/user/nickname", "Name": "https://actions.example/premium" } ] } }""");
        var writes = (await Console.RunAsync(Run("ada", flow))).GetProperty("calls")[0].GetProperty("report").GetProperty("claims")[0].GetProperty("writes");
        Assert.Equal("premium-flag overridden later", $"{writes[0].GetProperty("action")} {writes[0].GetProperty("fate")} {writes[0].GetProperty("by")}");
        Assert.Equal("later issued ada", $"{writes[1].GetProperty("action")} {writes[1].GetProperty("fate")} {writes[1].GetProperty("issuedValue")}");
    }

    [Fact]
    public async Task Reports_every_mistake_of_an_edited_flow_with_its_key()
    {
        var flow = Flow("""{ "Name": "premium-flag", "OnFailure": "perhaps", "After": [ "nobody" ] }""");
        var faults = (await Console.RunAsync(Run("ada", flow), status: 422)).GetProperty("faults");
        Assert.Equal(["PostLogin:Actions:0:After:0", "PostLogin:Actions:0:OnFailure"], faults.EnumerateArray().Select(fault => fault.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\n  oops", "line 2, column 3")]
    [InlineData("[]", "")]
    [InlineData("{}", "PostLogin")]
    [InlineData("{\"PostLogin\":{\"Action\":[]}}", "PostLogin")]
    public async Task Says_where_a_text_is_no_flow(string flow, string place)
    {
        var fault = (await Console.RunAsync(Run("ada", flow), status: 422)).GetProperty("faults")[0];
        Assert.Equal("flow", fault.GetProperty("key").GetString());
        Assert.Contains(place, fault.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_flow_cannot_bring_credentials_or_other_settings()
    {
        var flow = $$"""{ "IdentityProviders": { "Auth0": { "SigningSecrets": [ "whsec_none" ] } }, {{Flow("""{ "Name": "premium-flag" }""")[1..]}}""";
        Assert.Equal([Premium], Claims(await Console.RunAsync(Run("ada", flow))));
    }

    [Fact]
    public async Task Faults_of_the_tenant_hold_for_one_login()
    {
        var troubled = await Console.RunAsync("""{"provider":"auth0","user":"ada","tenant":{"graphThrottles":true,"backendDown":true}}""");
        Assert.Equal(["failed", "failed", "succeeded"], Outcomes(troubled));
        Assert.Equal(["succeeded", "succeeded", "succeeded"], Outcomes(await Console.RunAsync(Run("ada"))));
    }

    [Theory]
    [InlineData("tokenEndpointDown")]
    [InlineData("secretsExpired")]
    public async Task A_token_that_cannot_be_had_is_missed_though_the_instance_before_had_one(string trouble)
    {
        await Console.RunAsync(Run("ada"));
        Assert.Equal(["failed", "failed", "succeeded"], Outcomes(await Console.RunAsync($$"""{"provider":"auth0","user":"ada","tenant":{ "{{trouble}}":true } }""")));
    }

    [Fact]
    public async Task A_kept_instance_still_has_its_token()
    {
        await Console.RunAsync(Run("ada"));
        Assert.Equal(["succeeded", "succeeded", "succeeded"], Outcomes(await Console.RunAsync("""{"provider":"auth0","user":"ada","keep":true,"tenant":{"tokenEndpointDown":true}}""")));
    }

    [Fact]
    public async Task A_slow_upstream_is_abandoned_at_the_budget()
    {
        var run = await Console.RunAsync("""{"provider":"entra","user":"ada","tenant":{"graphDelayMs":5000}}""");
        Assert.Equal("timed-out", Outcomes(run).First());
        Assert.Equal("issued", run.GetProperty("verdict").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Plays_a_pasted_event()
    {
        const string Event = """{\"event\": {\"user\": {\"user_id\": \"auth0|zoe\", \"app_metadata\": {\"roles\": [\"premium\"]}}}}""";
        Assert.Equal([Premium], Claims(await Console.RunAsync($$"""{"provider":"auth0","event":"{{Event}}"}""")));
    }

    [Theory]
    [InlineData("""{"provider":"auth0","event":"{"}""", "event")]
    [InlineData("""{"provider":"auth0","event":"[]"}""", "event")]
    [InlineData("""{"provider":"auth0","user":"zoe"}""", "user")]
    [InlineData("""{"provider":"nobody","user":"ada"}""", "provider")]
    [InlineData("[]", "run")]
    public async Task Says_what_is_wrong_with_a_request(string body, string key) =>
        Assert.Equal(key, (await Console.RunAsync(body, status: 422)).GetProperty("faults")[0].GetProperty("key").GetString());

    private static string Run(string user, string? flow = null) =>
        $$"""{"provider":"auth0","user":"{{user}}","flow":{{(flow is null ? "null" : $"\"{JsonEncodedText.Encode(flow)}\"")}}}""";

    private static string Flow(string entries) => $$"""{ "PostLogin": { "Actions": [ {{entries}} ] } }""";

    private static IEnumerable<string> Claims(JsonElement run) =>
        run.GetProperty("calls")[0].GetProperty("report").GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("name").GetString()!).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string?> Outcomes(JsonElement run) =>
        run.GetProperty("calls")[0].GetProperty("report").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("outcome").GetString());
}
