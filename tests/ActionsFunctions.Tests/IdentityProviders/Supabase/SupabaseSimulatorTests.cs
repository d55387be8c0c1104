using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Supabase;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.Supabase;

/// <summary>What Supabase makes of answers, and a whole login with it.</summary>
public sealed class SupabaseSimulatorTests
{
    private const string Claims = """
        {"aud":"authenticated","exp":1893459600,"iat":1893456000,"sub":"5a00","email":"","phone":"","role":"authenticated","aal":"aal1","session_id":"5e00","is_anonymous":true}
        """;

    private static readonly string Call = $$"""{"user_id":"5a00","claims":{{Claims}}}""";

    [Theory]
    [InlineData(204, "", "Rejected: a 204 has no claims")]
    [InlineData(400, "{}", "Rejected: HTTP 400")]
    [InlineData(403, """{"error":{"http_code":403,"message":"no"}}""", "Rejected: HTTP 403")]
    [InlineData(200, "", "Rejected: the answer is no JSON object")]
    [InlineData(200, "{}", "Rejected: output claims field is missing")]
    [InlineData(200, """{"error":{"http_code":403,"message":"no"}}""", "Denied: no")]
    [InlineData(200, """{"error":{"message":"no"}}""", "Rejected: 500 to the client: no")]
    [InlineData(200, """{"error":{"http_code":403,"message":""}}""", "Rejected: output claims field is missing")]
    public void An_answer_comes_to_what_supabase_makes_of_it(int status, string body, string words) =>
        Assert.StartsWith(words, PlayedAnswer.Of(new SupabaseSimulator(), Call, status, body).Words(), StringComparison.Ordinal);

    [Theory]
    [InlineData("aud", "7", "aud: invalid type")]
    [InlineData("aud", "[\"a\"]", null)]
    [InlineData("exp", "\"x\"", "exp: invalid type")]
    [InlineData("exp", "1.5", "exp: invalid type")]
    [InlineData("role", "null", "role: invalid type")]
    [InlineData("amr", "[7]", "amr: invalid type")]
    [InlineData("amr", "[\"password\",{}]", null)]
    [InlineData("app_metadata", "[]", "app_metadata: invalid type")]
    [InlineData("anything", "null", null)]
    public void Claims_must_fit_the_schema(string name, string value, string? fault)
    {
        var claims = JsonElement.Parse(Claims).EnumerateObject().Where(claim => claim.Name != name).Select(claim => $"\"{claim.Name}\":{claim.Value.GetRawText()}");
        var verdict = PlayedAnswer.Of(new SupabaseSimulator(), Call, 200, "{\"claims\":{" + string.Join(',', claims.Append($"\"{name}\":{value}")) + "}}");
        Assert.Equal(fault is null ? null : "output claims do not conform to the expected schema: " + fault, verdict.Reason);
    }

    [Theory]
    [InlineData("aud")]
    [InlineData("phone")]
    [InlineData("is_anonymous")]
    public void Claims_that_the_schema_requires_must_be_there(string name)
    {
        var claims = JsonElement.Parse(Claims).EnumerateObject().Where(claim => claim.Name != name).Select(claim => $"\"{claim.Name}\":{claim.Value.GetRawText()}");
        var verdict = PlayedAnswer.Of(new SupabaseSimulator(), Call, 200, "{\"claims\":{" + string.Join(',', claims) + "}}");
        Assert.EndsWith($"{name} is required", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_no_json_by_name_is_refused() =>
        Assert.Equal(SimulatedOutcome.Rejected, PlayedAnswer.Of(new SupabaseSimulator(), Call, 200, $$"""{"claims":{{Claims}}}""", "text/plain").Outcome);

    [Fact]
    public void No_answer_is_a_timeout() =>
        Assert.Contains("hook_timeout", new SupabaseSimulator().Judge(new("supabase", [], default, default), null).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_whole_login_keeps_every_claim_that_supabase_gave()
    {
        var flow = new ScriptedFlow().Then("plan", static (login, api) => api.SetCustomClaim(Tokens.Access, "plan", $"gold for {login.User?.Email}"));
        await using var server = new ProviderServer(ProviderTable.Of("supabase"), flow);

        var played = await server.PlayAsync(server.Call(Auth0EventFixture.Json));

        var email = Auth0EventFixture.Json.GetProperty("user").GetProperty("email").GetString();
        Assert.Equal([$"access \"gold for {email}\""], played.Claim("plan"));
        Assert.Equal([$"access \"{email}\""], played.Claim("email"));
        Assert.Empty(played.Verdict.Notes);
        Assert.Null(played.Verdict.Tokens!.IdToken);
    }
}
