using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Zitadel;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.Zitadel;

/// <summary>What ZITADEL makes of answers, and a whole login with both functions.</summary>
public sealed class ZitadelSimulatorTests
{
    private const string Call = """{"function":"function/preuserinfo","userinfo":{"sub":"2900","email":"mary@harbour.example"},"application":{"client_id":"portal"}}""";

    [Theory]
    [InlineData(200, "", "Rejected: Errors.Execution.ResponseIsNotValidJSON")]
    [InlineData(200, "no json", "Rejected: Errors.Execution.ResponseIsNotValidJSON")]
    [InlineData(200, "{}", "Issued")]
    [InlineData(200, """{"forwardedStatusCode":403,"forwardedErrorMessage":"no"}""", "Denied: no")]
    [InlineData(200, """{"forwardedStatusCode":500,"forwardedErrorMessage":"no"}""", "Rejected: the forwarded status 500")]
    [InlineData(200, """{"forwardedErrorMessage":"no"}""", "Rejected: the forwarded status 0")]
    [InlineData(401, "{}", "Rejected: HTTP 401")]
    [InlineData(500, "{}", "Rejected: HTTP 500")]
    public void An_answer_comes_to_what_zitadel_makes_of_it(int status, string body, string words) =>
        Assert.StartsWith(words, PlayedAnswer.Of(new ZitadelSimulator(), Call, status, body).Words(), StringComparison.Ordinal);

    [Fact]
    public void Claims_are_appended_and_those_that_are_there_are_kept_with_a_log_entry()
    {
        var verdict = PlayedAnswer.Of(new ZitadelSimulator(), Call, 200, """
            {"append_claims":[{"key":"tier","value":["gold"]},{"key":"email","value":"forged"},{"key":"urn:zitadel:iam:org:id","value":"1"},{"key":"exp","value":9}],
             "append_log_claims":["seen"],"set_user_metadata":[{"key":"plan","value":"Z29sZA=="},{"key":"broken","value":"***"}]}
            """);

        var token = verdict.Tokens!.IdToken!.Value;
        Assert.Equal("""["gold"]""", token.GetProperty("tier").GetRawText());
        Assert.Equal("mary@harbour.example", token.GetProperty("email").GetString());
        Assert.False(token.TryGetProperty("urn:zitadel:iam:org:id", out _));
        Assert.NotEqual(9, token.GetProperty("exp").GetInt64());
        Assert.Equal(3, token.GetProperty("urn:zitadel:iam:action:function/preuserinfo:log").GetArrayLength());
        Assert.Contains("user metadata plan is set", verdict.Notes);
    }

    [Fact]
    public void An_event_can_choose_the_function()
    {
        Assert.Equal("function/preuserinfo", Function("{}"));
        Assert.Equal("function/preaccesstoken", Function("""{"zitadel":{"function":"function/preaccesstoken"}}"""));

        static string? Function(string login) => PlayedAnswer.Translated(new ZitadelSimulator(), JsonElement.Parse(login)).GetProperty("function").GetString();
    }

    [Fact]
    public void No_answer_stops_the_login() =>
        Assert.Equal(SimulatedOutcome.Rejected, new ZitadelSimulator().Judge(new("zitadel", [], default, default), null).Outcome);

    [Fact]
    public async Task A_whole_login_is_two_calls_of_which_each_makes_its_own_token()
    {
        var flow = new ScriptedFlow().Then("desk", static (_, api) =>
        {
            api.SetCustomClaim(Tokens.Id, "desk", "B12");
            api.SetCustomClaim(Tokens.Access, "tier", "gold");
        });
        await using var server = new ProviderServer(ProviderTable.Of("zitadel"), flow);
        var context = PlayedAnswer.Context(new ZitadelSimulator());

        var userInfo = await server.PlayAsync(server.Call(ZitadelSimulator.Translate(Auth0EventFixture.Json, ZitadelFunctions.PreUserInfo, context)));
        var accessToken = await server.PlayAsync(server.Call(ZitadelSimulator.Translate(Auth0EventFixture.Json, ZitadelFunctions.PreAccessToken, context)));

        Assert.Equal(("id \"B12\"", ""), (string.Concat(userInfo.Claim("desk")), string.Concat(userInfo.Claim("tier"))));
        Assert.Equal(("", "access \"gold\""), (string.Concat(accessToken.Claim("desk")), string.Concat(accessToken.Claim("tier"))));
        Assert.Empty(userInfo.Diagnostics);
        Assert.Empty(accessToken.Diagnostics);
    }

    [Fact]
    public async Task Metadata_that_an_action_writes_is_the_metadata_that_it_reads_at_the_next_login()
    {
        var value = JsonElement.Parse("""{"level":3,"tags":["a"]}""");
        var flow = new ScriptedFlow().Then("remember", (_, api) => api.User.SetAppMetadata("plan", value));
        await using var server = new ProviderServer(ProviderTable.Of("zitadel"), flow);
        var played = await server.PlayAsync(server.Call(Auth0EventFixture.Json));
        var written = JsonElement.Parse(played.Answer.Body.Span).GetProperty("set_user_metadata")[0];

        var next = new ProviderUnderTest("zitadel", ("SigningKeys:0", "any")).Provider.Normalize(
            JsonElement.Parse($$"""{"function":"function/preuserinfo","user":{"id":"2900"},"user_metadata":[{{written.GetRawText()}}]}"""), ProviderUnderTest.Request());

        Assert.True(JsonElement.DeepEquals(value, next!.Event.User!.Value.UserMetadata["plan"]!.Value));
    }
}
