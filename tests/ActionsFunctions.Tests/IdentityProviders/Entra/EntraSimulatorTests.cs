using System.Text;
using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>The simulated tenant: what it sends, and what it makes of answers.</summary>
public sealed class EntraSimulatorTests
{
    private static readonly IProviderSimulator Simulator = ProviderSimulators.Find("entra")!;

    private static readonly JsonElement Login = JsonElement.Parse("""
        {"user":{"user_id":"auth0|ada","email":"ada@contoso.example","name":"Ada"},"client":{"client_id":"client-1","name":"Portal"},
         "resource_server":{"identifier":"api-1"},"transaction":{"id":"transaction-1","locale":"en-gb"},"request":{"ip":"203.0.113.7"}}
        """);

    // Stands still: on a busy machine no budget runs out.
    private readonly ManualTimeProvider clock = new();

    [Theory]
    [InlineData("10ca1000-0000-4000-8000-0000000a9d10")]
    [InlineData("api://login.contoso.example/10ca1000-0000-4000-8000-0000000a9d10")]
    public async Task A_login_is_signed_with_published_keys_and_gets_the_claim_into_both_tokens(string audience)
    {
        await using var tenant = await MetadataServer.StartAsync(Publish);
        var settings = Settings(tenant.Address, ("IdentityProviders:Entra:Audience", audience));
        await using var app = WebhookApp.Create(settings, new WebhookAppOptions { Clock = clock });
        var context = new SimulatorContext(settings, clock);
        var call = Simulator.Call(Simulator.Translate(Login, context), context);
        var verdict = Simulator.Judge(call, await AnswerAsync(app, call));
        Assert.Equal((SimulatedOutcome.Issued, null), (verdict.Outcome, verdict.Reason));
        Assert.Equal("ada@contoso.example", verdict.Tokens!.IdToken!.Value.GetProperty("mail").GetString());
        Assert.Equal("ada@contoso.example", verdict.Tokens.AccessToken!.Value.GetProperty("mail").GetString());
        Assert.Equal(("client-1", "api-1"), (Text(verdict.Tokens.IdToken, "aud"), Text(verdict.Tokens.AccessToken, "aud")));
    }

    [Fact]
    public async Task A_call_with_a_changed_token_is_answered_401_with_a_challenge()
    {
        await using var tenant = await MetadataServer.StartAsync(Publish);
        var settings = Settings(tenant.Address);
        await using var app = WebhookApp.Create(settings, new WebhookAppOptions { Clock = clock });
        var context = new SimulatorContext(settings, clock);
        var call = Simulator.Call(Simulator.Translate(Login, context), context);
        var token = call.Headers.Single(header => header.Name == "Authorization").Value;
        var response = await SendAsync(app, call with { Headers = [new("Content-Type", "application/json"), new("Authorization", token[..^8] + "AAAAAAAA")] });
        Assert.Equal(401, response.Status);
        Assert.Contains(new("WWW-Authenticate", "Bearer"), response.Headers);
        Assert.StartsWith("1003002", Simulator.Judge(call, new(response.Status, "application/json", response.Body)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "application/json", "{}", "1003002")]
    [InlineData(200, "text/plain", "{}", "1003006")]
    [InlineData(200, "application/json", "", "1003009")]
    [InlineData(200, "application/json", "no json", "1003003")]
    [InlineData(200, "application/json", "{}", "1003003")]
    [InlineData(200, "application/json", "ACTIONS:", "1003010")]
    [InlineData(200, "application/json", "ACTIONS:ACTION,ACTION", "1003010")]
    [InlineData(200, "application/json", """ACTIONS:{"@odata.type":"microsoft.graph.other"}""", "1003012")]
    [InlineData(200, "application/json", "CLAIMS:null", "1003007")]
    [InlineData(200, "application/json", "CLAIMS:[]", "1003003")]
    [InlineData(200, "application/json", """CLAIMS:{"":"x"}""", "1003026")]
    [InlineData(200, "application/json", """CLAIMS:{"a":true}""", "1003003")]
    [InlineData(200, "application/json", """CLAIMS:{"a":["x",1]}""", "1003003")]
    [InlineData(200, "application/json", """CLAIMS:{"a":"x","a":"y"}""", "1003003")]
    [InlineData(200, "application/json", """CLAIMS:{"a":"3KB"}""", "1003025")]
    [InlineData(200, "application/json", """CLAIMS:{"a":"64KB"}""", "1003024")]
    public void An_answer_that_breaks_the_contract_fails_the_login_with_its_code(int status, string type, string body, string code)
    {
        var verdict = Judge(new(status, type, Encoding.UTF8.GetBytes(Expand(body))));
        Assert.Equal(SimulatedOutcome.Rejected, verdict.Outcome);
        Assert.StartsWith(code, verdict.Reason, StringComparison.Ordinal);
        Assert.Null(verdict.Tokens);
    }

    [Fact]
    public void No_answer_in_time_fails_the_login() => Assert.StartsWith("1003005", Judge(null).Reason, StringComparison.Ordinal);

    [Fact]
    public void Http_403_is_how_a_login_is_denied() => Assert.Equal(SimulatedOutcome.Denied, Judge(new(403, "application/json", "{}"u8.ToArray())).Outcome);

    [Fact]
    public void A_restricted_name_reaches_no_token_and_is_noted()
    {
        var verdict = Judge(new(200, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(Expand("""CLAIMS:{"groups":["a"],"xms_x":"a","kept":"a"}"""))));
        Assert.Equal(2, verdict.Notes.Count);
        Assert.False(verdict.Tokens!.IdToken!.Value.TryGetProperty("groups", out _));
        Assert.Equal("a", Text(verdict.Tokens.AccessToken, "kept"));
    }

    [Fact]
    public void A_login_without_a_user_is_a_call_without_a_user()
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"));
        var body = Simulator.Translate(JsonElement.Parse("""{"client":{"client_id":"daemon"}}"""), new(settings, TimeProvider.System));
        Assert.False(JsonElement.Parse(body.Span).GetProperty("data").GetProperty("authenticationContext").TryGetProperty("user", out _));
    }

    private static void Publish(MetadataServer server)
    {
        foreach (var document in Simulator.Publishes(server.Address))
            server.Documents[document.Path] = () => document.Body;
    }

    private static IConfigurationRoot Settings(Uri tenant, params (string Key, string Value)[] own) => new ConfigurationBuilder()
        .AddInMemoryCollection(Simulator.DevelopmentSettings(tenant))
        .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PostLogin:Actions:0:Name"] = "event-claims",
            ["PostLogin:Actions:0:Settings:Claims:0:Path"] = "/user/email",
            ["PostLogin:Actions:0:Settings:Claims:0:Name"] = "mail",
            ["PostLogin:Actions:0:Settings:Claims:0:Tokens"] = "both",
        })
        .AddInMemoryCollection(own.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();

    private async Task<SimulatedAnswer> AnswerAsync(WebhookApp app, SimulatedCall call)
    {
        var response = await SendAsync(app, call);
        return new(response.Status, WebhookResponse.Json, response.Body);
    }

    private async Task<WebhookResponse> SendAsync(WebhookApp app, SimulatedCall call)
    {
        var headers = new WebhookHeaders();
        foreach (var header in call.Headers)
            headers.Append(header.Name, header.Value);
        headers.Append("Content-Length", call.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        using var body = new MemoryStream(call.Body.ToArray());
        return await app.HandleAsync(new("POST", "/post-login/entra", query, headers, body, clock.GetTimestamp()), CancellationToken.None);
    }

    private static SimulatedVerdict Judge(SimulatedAnswer? answer)
    {
        var settings = Settings(new Uri("http://127.0.0.1:1"));
        var context = new SimulatorContext(settings, TimeProvider.System);
        return Simulator.Judge(Simulator.Call(Simulator.Translate(Login, context), context), answer);
    }

    private static string Expand(string body)
    {
        const string Action = """{"@odata.type":"microsoft.graph.tokenIssuanceStart.provideClaimsForToken","claims":""";
        const string Envelope = """{"data":{"@odata.type":"microsoft.graph.onTokenIssuanceStartResponseData","actions":[""";
        var filled = body.Replace("64KB", new string('x', 64 * 1024), StringComparison.Ordinal).Replace("3KB", new string('x', 3 * 1024), StringComparison.Ordinal);
        if (filled.StartsWith("CLAIMS:", StringComparison.Ordinal))
            return Envelope + Action + filled["CLAIMS:".Length..] + "}]}}";
        return filled.StartsWith("ACTIONS:", StringComparison.Ordinal)
            ? Envelope + filled["ACTIONS:".Length..].Replace("ACTION", Action + "{}}", StringComparison.Ordinal) + "]}}"
            : filled;
    }

    private static string? Text(JsonElement? token, string name) => token?.GetProperty(name).GetString();
}
