using System.Text;
using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.IdentityProviders;
using ActionsFunctions.Tests.IdentityProviders.Entra;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>What tests/Fuzz found, each as a test of its own.</summary>
public sealed class FuzzFindingsTests
{
    private static readonly KeyValuePair<string, string?>[] UserClaim =
    [
        new("PostLogin:Actions:0:Name", "all-of-it"),
        new("PostLogin:Actions:1:Name", "little"),
        new("PostLogin:Actions:1:Type", "event-claims"),
        new("PostLogin:Actions:1:Settings:Claims:0:Path", "/user/user_id"),
        new("PostLogin:Actions:1:Settings:Claims:0:Name", "https://actions.example/id"),
    ];

    [Fact]
    public void A_user_of_Entra_as_deep_as_a_request_may_be_becomes_an_event()
    {
        // In the event the user stands a level deeper than in Entra's request, which itself may have 64.
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        var body = $$"""{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{"user":{"id":"1","x":{{deep}} } } } }""";
        Assert.True(StrictJson.TryParse(Encoding.UTF8.GetBytes(body), out var payload));
        var provider = EntraUnderTest.Provider(new("http://127.0.0.1:9"), new ManualTimeProvider());
        Assert.Equal("1", provider.Normalize(payload, ProviderUnderTest.Request())?.Event.User?.UserId);
    }

    [Theory]
    [InlineData(56, true)]
    [InlineData(57, false)]
    public async Task A_claim_too_deep_for_whoever_reads_the_answer_is_dropped_and_costs_no_other(int levels, bool isIssued)
    {
        var deep = new string('[', levels) + new string(']', levels);
        var value = ClaimValue.Of(JsonElement.Parse(deep, new() { MaxDepth = 100 }));
        await using var app = new TestApp(UserClaim, [.. new WebhookAppOptions().ActionTypes, new("all-of-it", _ => InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Both, "https://actions.example/deep", value)))]);
        var (status, body) = await app.SendAsync(app.Login());
        var answer = JsonElement.Parse(body);
        Assert.Equal(200, status);
        var claims = answer.GetProperty("claims").GetProperty("idToken");
        Assert.Equal("auth0|1", claims.GetProperty("https://actions.example/id").GetString());
        Assert.Equal(isIssued, claims.TryGetProperty("https://actions.example/deep", out _));
        Assert.Equal(isIssued ? [] : ["claim-dropped", "claim-dropped"], answer.GetProperty("diagnostics").EnumerateArray().Select(item => item.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Metadata_too_deep_for_whoever_reads_the_answer_fails_its_action()
    {
        var value = ClaimValue.Of(JsonElement.Parse(new string('[', 57) + new string(']', 57)));
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "deep")], new ActionType("deep", _ => InlineAction.Of((_, api) => api.User.SetAppMetadata("k", value))));
        var (_, body) = await app.SendAsync(app.Login());
        Assert.Equal("failed", JsonElement.Parse(body).GetProperty("actions")[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_body_that_is_not_compressed_as_its_header_says_is_a_malformed_answer(string encoding)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, "no such compression"u8.ToArray(), ("Content-Encoding", encoding)));
        using var clients = stub.Clients();
        var answer = await clients.Backend(new(stub.Url), null).SendAsync(new(HttpMethod.Get, new(stub.Url + "/x")), new(() => TimeSpan.Zero), default);
        Assert.Equal("backend-answer-malformed", answer.Failure.Code);
    }

    [Theory]
    [InlineData("auth0", """{"event":{"user":{"user_id":"a"},"transaction":{"id":""}}}""", """{"transactionId":"new","decision":"continue","commands":[],"claims":{"idToken":{},"accessToken":{}},"actions":[],"diagnostics":[]}""")]
    [InlineData("auth0", """{"event":{"user":{"user_id":"a"}}}""", """{"transactionId":"t","decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":["https://a/b",1e99999999999]}],"claims":{"idToken":{"https://a/b":1e99999999999},"accessToken":{}},"actions":[],"diagnostics":[]}""")]
    [InlineData("okta", """{"data":{"context":{},"identity":{}}}""", """{"commands":[{"type":"com.okta.identity.patch","value":[{"op":"add","path":"/claims/a","value":1}]}]}""")]
    public void A_simulator_takes_what_its_provider_takes(string route, string body, string answer) =>
        Assert.Equal("Issued", PlayedAnswer.Of(ProviderSimulators.Find(route)!, body, 200, answer).Words());
}
