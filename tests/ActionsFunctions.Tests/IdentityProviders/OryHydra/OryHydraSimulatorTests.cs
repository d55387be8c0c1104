using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.OryHydra;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.OryHydra;

/// <summary>What Hydra makes of answers, and a whole login with it.</summary>
public sealed class OryHydraSimulatorTests
{
    private const string Grant = """
        {"session":{"id_token":{"id_token_claims":{"iss":"https://login.harbour.example/","sub":"user-4711","aud":["portal"],"acr":"0","ext":{"email":"mary@harbour.example"}},"subject":"user-4711"},
         "extra":{"tenant":"north"},"client_id":"portal","allowed_top_level_claims":["tier","sub"],"mirror_top_level_claims":true},
         "request":{"client_id":"portal","granted_scopes":["openid"],"granted_audience":["api"],"grant_types":["authorization_code"]}}
        """;

    [Theory]
    [InlineData(200, "", "Rejected: the answer is no JSON object")]
    [InlineData(200, "[]", "Rejected: the answer is no JSON object")]
    [InlineData(200, """{"session":[]}""", "Rejected: a member of the answer that should be a map")]
    [InlineData(200, """{"session":{"id_token":"x"}}""", "Rejected: a member of the answer that should be a map")]
    [InlineData(204, "", "Issued")]
    [InlineData(403, "{}", "Denied: access_denied")]
    [InlineData(401, "{}", "Rejected: HTTP 401")]
    [InlineData(500, "{}", "Rejected: HTTP 500")]
    public void An_answer_comes_to_what_hydra_makes_of_it(int status, string body, string words) =>
        Assert.StartsWith(words, PlayedAnswer.Of(new OryHydraSimulator(), Grant, status, body).Words(), StringComparison.Ordinal);

    [Fact]
    public void The_maps_of_the_answer_replace_those_of_the_session()
    {
        var verdict = PlayedAnswer.Of(new OryHydraSimulator(), Grant, 200, """{"session":{"access_token":{"tier":"gold","sub":"forged"},"id_token":{"tier":"gold","sub":"forged","acr":"9"}}}""");

        var id = verdict.Tokens!.IdToken!.Value;
        Assert.Equal(("gold", "user-4711", "0"), (Text(id, "tier"), Text(id, "sub"), Text(id, "acr")));
        Assert.False(id.TryGetProperty("email", out _));
        var access = verdict.Tokens.AccessToken!.Value;
        Assert.Equal(("gold", "user-4711", "gold"), (Text(access, "tier"), Text(access, "sub"), Text(access.GetProperty("ext"), "tier")));
        Assert.Contains("ID token: email was there before and is gone", verdict.Notes);
        Assert.Contains("access token: tenant was there before and is gone", verdict.Notes);
        Assert.Contains("ID token: Hydra writes sub over", verdict.Notes);
    }

    [Fact]
    public void No_answer_is_a_server_error() =>
        Assert.Equal(SimulatedOutcome.Rejected, new OryHydraSimulator().Judge(new("ory-hydra", [], default, default), null).Outcome);

    [Fact]
    public async Task A_whole_login_keeps_what_the_session_had_and_puts_claims_below_ext()
    {
        var flow = new ScriptedFlow().Then("plan", static (login, api) => api.SetCustomClaim(Tokens.Both, "plan", $"gold for {login.User?.Email}"));
        await using var server = new ProviderServer(ProviderTable.Of("ory-hydra"), flow);

        var played = await server.PlayAsync(server.Call(Auth0EventFixture.Json));

        var email = Auth0EventFixture.Json.GetProperty("user").GetProperty("email").GetString();
        Assert.Equal($"gold for {email}", Text(played.Verdict.Tokens!.AccessToken!.Value.GetProperty("ext"), "plan"));
        Assert.Equal(email, Text(played.Verdict.Tokens.IdToken!.Value, "email"));
        Assert.Empty(played.Verdict.Notes);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
