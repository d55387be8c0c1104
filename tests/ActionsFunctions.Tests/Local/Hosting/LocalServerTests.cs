using System.Net;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Tests.Local.Hosting;

public sealed class LocalServerTests
{
    [Fact]
    public async Task Reports_every_mistake_of_the_configuration()
    {
        var invalid = await Assert.ThrowsAsync<InvalidSettingsException>(() => RunningServer.StartAsync(
            ("PostLogin:Actions:0:OnFailure", "perhaps"), ("IdentityProviders:Auth0:SigningSecrets:0", "")));
        Assert.Contains(invalid.Faults, fault => fault.Key == "PostLogin:Actions:0:OnFailure");
        Assert.Contains(invalid.Faults, fault => fault.Key.StartsWith("IdentityProviders:Auth0:SigningSecrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_which_flow_file_cannot_be_read()
    {
        var invalid = await Assert.ThrowsAsync<InvalidSettingsException>(() => RunningServer.StartAsync(("PostLogin:FlowFile", "/no/such/flow.json")));
        Assert.Equal("PostLogin:FlowFile", Assert.Single(invalid.Faults).Key);
    }

    [Fact]
    public async Task Does_not_start_on_an_address_that_is_taken()
    {
        await using var first = await RunningServer.StartAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => RunningServer.StartAsync(("Local:Url", first.Address.ToString())));
    }

    [Fact]
    public async Task Demands_the_function_key_where_one_is_set()
    {
        await using var server = await RunningServer.StartAsync(("Local:FunctionKey", "open sesame"));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/actions/premium-flag") { Content = Event() };
        using var refused = await http.SendAsync(request);
        using var again = new HttpRequestMessage(HttpMethod.Post, "api/actions/premium-flag") { Content = Event() };
        again.Headers.Add("x-functions-key", "open sesame");
        using var answered = await http.SendAsync(again);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
    }

    [Fact]
    public async Task A_claim_that_only_an_unconfigured_provider_reserves_does_not_stop_the_start()
    {
        var claim = ("PostLogin:Actions:0:Settings:Claim", (string?)"nickname");
        await using var server = await RunningServer.StartAsync(claim);
        var invalid = await Assert.ThrowsAsync<InvalidSettingsException>(() =>
            RunningServer.StartAsync(claim, ("IdentityProviders:Entra:TenantId", "0f0f0f0f-0000-4000-8000-000000000001")));
        Assert.Equal("PostLogin:Actions:0:Settings:Claim", Assert.Single(invalid.Faults).Key);
    }

    [Fact]
    public async Task A_claim_that_the_neutral_exchange_reserves_stops_the_start() =>
        await Assert.ThrowsAsync<InvalidSettingsException>(() => RunningServer.StartAsync(("PostLogin:Actions:0:Settings:Claim", "groups")));

    [Fact]
    public async Task Reads_a_referenced_secret_from_the_tenants_vault()
    {
        await using var server = await RunningServer.StartAsync(("Graph:ClientSecret", "keyvault:graph-client-secret"));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsync(new Uri("api/actions/graph-groups", UriKind.Relative), Event());
        Assert.Contains("Engineering", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static StringContent Event() => new("""{"event":{"user":{"user_id":"auth0|ada"}}}""", System.Text.Encoding.UTF8, "application/json");
}
