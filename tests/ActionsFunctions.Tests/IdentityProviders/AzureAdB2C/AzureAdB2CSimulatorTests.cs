using System.Text;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.AzureAdB2C;

namespace ActionsFunctions.Tests.IdentityProviders.AzureAdB2C;

/// <summary>The judge itself: which answer each step allows.</summary>
public sealed class AzureAdB2CSimulatorTests
{
    private const string Block = """{"version":"1.0.0","action":"ShowBlockPage","userMessage":"No."}""";
    private const string Validation = """{"version":"1.0.0","action":"ValidationError","status":400,"userMessage":"No."}""";

    [Theory]
    [InlineData("PreTokenIssuance", 200, """{"version":"1.0.0","action":"Continue","city":"Bern"}""", SimulatedOutcome.Issued)]
    [InlineData("PreTokenIssuance", 200, """{"action":"Continue"}""", SimulatedOutcome.Rejected)]
    [InlineData("PreTokenIssuance", 200, """{"version":"1.0.0","action":"Continue","city":["Bern"]}""", SimulatedOutcome.Rejected)]
    [InlineData("PreTokenIssuance", 200, """{"version":"1.0.0","action":"Continue","city":null}""", SimulatedOutcome.Rejected)]
    [InlineData("PreTokenIssuance", 200, Block, SimulatedOutcome.Rejected)]
    [InlineData("PreTokenIssuance", 400, Validation, SimulatedOutcome.Rejected)]
    [InlineData("PreTokenIssuance", 403, """{"version":"1.0.0","status":403,"userMessage":"No."}""", SimulatedOutcome.Denied)]
    [InlineData("PreTokenIssuance", 500, "", SimulatedOutcome.Rejected)]
    [InlineData("PostAttributeCollection", 200, Block, SimulatedOutcome.Denied)]
    [InlineData("PostAttributeCollection", 400, Validation, SimulatedOutcome.Denied)]
    [InlineData("PostAttributeCollection", 200, Validation, SimulatedOutcome.Rejected)]
    [InlineData("PostAttributeCollection", 403, Block, SimulatedOutcome.Rejected)]
    [InlineData("PostFederationSignup", 200, Block, SimulatedOutcome.Denied)]
    [InlineData("PostFederationSignup", 200, """{"version":"1.0.0","action":"ShowBlockPage"}""", SimulatedOutcome.Rejected)]
    [InlineData("PostFederationSignup", 400, Validation, SimulatedOutcome.Rejected)]
    [InlineData(null, 200, """{"plan":"gold"}""", SimulatedOutcome.Issued)]
    [InlineData(null, 200, """{"plan":null}""", SimulatedOutcome.Rejected)]
    [InlineData(null, 409, """{"version":"1.0.0","status":409,"userMessage":"No."}""", SimulatedOutcome.Denied)]
    [InlineData(null, 409, """{"version":"1.0.0","status":400,"userMessage":"No."}""", SimulatedOutcome.Rejected)]
    [InlineData(null, 403, """{"version":"1.0.0","status":403,"userMessage":"No."}""", SimulatedOutcome.Rejected)]
    [InlineData(null, 204, "", SimulatedOutcome.Rejected)]
    public void Each_step_allows_its_own_answers(string? step, int status, string body, SimulatedOutcome outcome) =>
        Assert.Equal(outcome, Judge(step, status, body).Outcome);

    [Fact]
    public void What_is_no_attribute_is_ignored_with_a_note()
    {
        var verdict = Judge("PreTokenIssuance", 200, """{"version":"1.0.0","action":"Continue","email":"eve@contoso.example","plan":"gold","extension_plan":"gold"}""");

        Assert.Equal(2, verdict.Notes.Count);
        Assert.False(verdict.Tokens!.IdToken!.Value.TryGetProperty("plan", out _));
        Assert.Equal("gold", verdict.Tokens.IdToken.Value.GetProperty("extension_plan").GetString());
    }

    [Fact]
    public void A_late_answer_is_none() => Assert.Equal(SimulatedOutcome.Rejected, new AzureAdB2CSimulator().Judge(Call("PreTokenIssuance"), null).Outcome);

    private static SimulatedVerdict Judge(string? step, int status, string body) =>
        new AzureAdB2CSimulator().Judge(Call(step), new(status, "application/json", Encoding.UTF8.GetBytes(body)));

    private static SimulatedCall Call(string? step) =>
        new("azure-ad-b2c", [], Encoding.UTF8.GetBytes(step is null ? """{"objectId":"1"}""" : $$"""{"step":"{{step}}"}"""), DateTimeOffset.UnixEpoch);
}
