using System.Text;
using System.Text.Json;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Auth0;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Simulators;

public sealed class Auth0SimulatorTests
{
    private static readonly Auth0Simulator Simulator = new();
    private static readonly SimulatorContext Context = new(
        new ConfigurationBuilder().AddInMemoryCollection(Simulator.DevelopmentSettings(new Uri("http://127.0.0.1"))).Build(), new ManualTimeProvider());

    [Fact]
    public void Posts_the_event_without_its_secrets()
    {
        var body = Simulator.Translate(JsonElement.Parse("""{"user":{"user_id":"auth0|ada"},"secrets":{"KEY":"value"}}"""), Context);
        Assert.Equal("""{"event":{"user":{"user_id":"auth0|ada"}}}""", Encoding.UTF8.GetString(body.Span));
    }

    [Fact]
    public void Applies_the_commands_to_the_tokens()
    {
        var verdict = Judge(Answer("""{"method":"idToken.setCustomClaim","args":["https://a.example/x",[1]]}""", idToken: """{"https://a.example/x":[1]}"""));
        Assert.Equal(SimulatedOutcome.Issued, verdict.Outcome);
        Assert.Equal("[1]", verdict.Tokens!.IdToken!.Value.GetProperty("https://a.example/x").GetRawText());
        Assert.False(verdict.Tokens.AccessToken!.Value.TryGetProperty("https://a.example/x", out _));
    }

    [Fact]
    public void Refuses_the_login_with_the_reason_given()
    {
        var verdict = Judge("""{"transactionId":"t1","decision":"deny","denial":{"action":"a","reason":"no"},"commands":[{"method":"access.deny","args":["no"]}],"claims":{"idToken":{},"accessToken":{}}}""");
        Assert.Equal((SimulatedOutcome.Denied, "no"), (verdict.Outcome, verdict.Reason));
        Assert.Null(verdict.Tokens);
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("https://contoso.auth0.com/x")]
    public void Passes_over_names_that_Auth0_keeps_for_itself(string name)
    {
        var verdict = Judge(Answer($$"""{"method":"idToken.setCustomClaim","args":["{{name}}","x"]}""", idToken: $$"""{"{{name}}":"x"}"""));
        Assert.Equal(SimulatedOutcome.Issued, verdict.Outcome);
        Assert.Single(verdict.Notes);
        Assert.Equal("auth0|ada", verdict.Tokens!.IdToken!.Value.GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("""{"method":"idToken.setCustomClaim","args":["scope","x"]}""", """{"scope":"x"}""")]
    [InlineData("""{"method":"idToken.burn","args":[]}""", "{}")]
    [InlineData("""{"method":"idToken.setCustomClaim","args":["only a name"]}""", "{}")]
    [InlineData("""{"method":"idToken.setCustomClaim","args":["x",1]}""", """{"x":2}""")]
    public void Fails_a_login_whose_answer_it_cannot_apply(string command, string idToken) =>
        Assert.Equal(SimulatedOutcome.Rejected, Judge(Answer(command, idToken)).Outcome);

    [Fact]
    public void Fails_a_login_with_more_than_100_KB_of_claims()
    {
        var text = new string('x', 103_000);
        Assert.Equal(SimulatedOutcome.Rejected, Judge(Answer($$"""{"method":"idToken.setCustomClaim","args":["x","{{text}}"]}""", $$"""{"x":"{{text}}"}""")).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"transactionId":"t1","decision":"deny","commands":[],"claims":{"idToken":{},"accessToken":{}}}""")]
    [InlineData("""{"transactionId":"t2","decision":"continue","commands":[],"claims":{"idToken":{},"accessToken":{}}}""")]
    public void Fails_a_login_whose_answer_breaks_the_contract(string body) => Assert.Equal(SimulatedOutcome.Rejected, Judge(body).Outcome);

    [Fact]
    public void Fails_a_login_without_an_answer_or_with_an_error()
    {
        Assert.Equal(SimulatedOutcome.Rejected, Simulator.Judge(Call(), null).Outcome);
        Assert.Equal(SimulatedOutcome.Rejected, Simulator.Judge(Call(), new(401, "application/json", "{}"u8.ToArray())).Outcome);
        Assert.Equal(SimulatedOutcome.Rejected, Simulator.Judge(Call(), new(200, "text/html", Encoding.UTF8.GetBytes(Answer("")))).Outcome);
    }

    private static string Answer(string command, string idToken = "{}") =>
        $$"""{"transactionId":"t1","decision":"continue","commands":[{{command}}],"claims":{"accessToken":{},"idToken":{{idToken}} } }""";

    private static SimulatedVerdict Judge(string body) => Simulator.Judge(Call(), new(200, "application/json", Encoding.UTF8.GetBytes(body)));

    private static SimulatedCall Call()
    {
        var login = JsonElement.Parse("""{"user":{"user_id":"auth0|ada"},"transaction":{"id":"t1"}}""");
        return Simulator.Call(Simulator.Translate(login, Context), Context);
    }
}
