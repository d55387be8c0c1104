using System.Text;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Okta;
using ActionsFunctions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.IdentityProviders.Okta;

/// <summary>The judge itself: one thing wrong voids everything, and the tokens go out unchanged.</summary>
public sealed class OktaSimulatorTests
{
    private const string Good = """{"op":"add","path":"/claims/plan","value":"gold"}""";

    [Theory]
    [InlineData("""{"op":"add","path":"/claims/groups","value":[]}""")]
    [InlineData("""{"op":"add","path":"/claims/okta_level","value":1}""")]
    [InlineData("""{"op":"replace","path":"/claims/missing","value":1}""")]
    [InlineData("""{"op":"remove","path":"/claims/missing"}""")]
    [InlineData("""{"op":"remove","path":"/claims/name","value":1}""")]
    [InlineData("""{"op":"move","path":"/claims/name","value":1}""")]
    [InlineData("""{"op":"add","path":"/claims/https://contoso.example/plan","value":1}""")]
    [InlineData("""{"op":"add","path":"claims/plan","value":1}""")]
    [InlineData("""{"op":"add","path":"/token/lifetime/expiration","value":299}""")]
    [InlineData("""{"op":"add","path":"/token/lifetime/expiration","value":86401}""")]
    [InlineData("""{"op":"add","path":"/token/lifetime/expiration","value":"600"}""")]
    public void One_operation_that_is_refused_voids_the_whole_answer(string operation)
    {
        var verdict = Judge(200, Identity(Good + "," + operation));

        Assert.Equal(SimulatedOutcome.Rejected, verdict.Outcome);
        Assert.False(verdict.Tokens!.IdToken!.Value.TryGetProperty("plan", out _));
        Assert.Equal("Ada Keller", verdict.Tokens.IdToken.Value.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{"op":"add","path":"/claims/name","value":"A. Keller"}""", "name", "\"A. Keller\"")]
    [InlineData("""{"op":"replace","path":"/claims/name","value":"A. Keller"}""", "name", "\"A. Keller\"")]
    [InlineData("""{"op":"add","path":"/claims/https:~1~1contoso.example~1~0plan","value":7}""", "https://contoso.example/~plan", "7")]
    [InlineData("""{"op":"replace","path":"/token/lifetime/expiration","value":600}""", "exp", "1893456600")]
    public void An_operation_that_is_valid_changes_the_token(string operation, string claim, string json) =>
        Assert.Equal(json, Judge(200, Identity(operation)).Tokens!.IdToken!.Value.GetProperty(claim).GetRawText());

    [Theory]
    [InlineData(201, """{"commands":[]}""")]
    [InlineData(403, """{"error":{"errorSummary":"no"}}""")]
    [InlineData(500, "")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"commands":{}}""")]
    [InlineData(200, """{"commands":[{"type":"com.okta.refresh.patch","value":[]}]}""")]
    [InlineData(200, """{"commands":[{"type":"com.okta.access.patch"}]}""")]
    [InlineData(200, """{"commands":[],"debugContext":"text"}""")]
    public void Whatever_is_no_valid_answer_lets_the_login_go_on_unchanged(int status, string body)
    {
        var verdict = Judge(status, body);

        Assert.Equal(SimulatedOutcome.Rejected, verdict.Outcome);
        Assert.NotNull(verdict.Tokens!.AccessToken);
    }

    [Fact]
    public void A_late_answer_and_one_of_256_KB_are_no_answers()
    {
        Assert.Equal(SimulatedOutcome.Rejected, Simulator.Judge(Call(), null).Outcome);
        Assert.Equal(SimulatedOutcome.Rejected, Judge(200, """{"commands":[]}""".PadRight(256 * 1024)).Outcome);
        Assert.Equal(SimulatedOutcome.Issued, Judge(200, """{"commands":[]}""".PadRight((256 * 1024) - 1)).Outcome);
    }

    [Fact]
    public void A_patch_of_a_token_that_was_not_requested_voids_the_answer() =>
        Assert.Equal(SimulatedOutcome.Rejected, Judge(200, Identity(Good), """["expenses:read"]""").Outcome);

    [Fact]
    public void An_error_refuses_with_its_summary_or_a_default()
    {
        Assert.Equal("Ask us.", Judge(200, """{"error":{"errorSummary":"Ask us."}}""").Reason);
        Assert.Equal((SimulatedOutcome.Denied, "The callback service returned an error"), (Judge(200, """{"error":{}}""").Outcome, Judge(200, """{"error":{}}""").Reason));
    }

    private static OktaSimulator Simulator { get; } = new();

    private static string Identity(string operations) => $$"""{"commands":[{"type":"com.okta.identity.patch","value":[{{operations}}]}]}""";

    private static SimulatedVerdict Judge(int status, string body, string scopes = """["openid"]""") =>
        Simulator.Judge(Call(scopes), new(status, "application/json", Encoding.UTF8.GetBytes(body)));

    private static SimulatedCall Call(string scopes = """["openid"]""")
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Simulator.DevelopmentSettings(new Uri("http://127.0.0.1:9"))).Build();
        var context = new SimulatorContext(settings, new ManualTimeProvider());
        return Simulator.Call(Simulator.Translate(Auth0EventFixture.With("/transaction/requested_scopes", scopes), context), context);
    }
}
