using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.Tests.Shaping;

/// <summary>What a provider cannot carry is reported, never lost silently.</summary>
public sealed class ClaimGuardTests
{
    [Fact]
    public void A_reserved_name_is_dropped_and_reported()
    {
        var outcome = ClaimGuard.Apply(Outcome(Id("reserved", 1), Id("fine", 2)), new Rules());
        Assert.Equal(["fine"], outcome.Claims(Token.Id).Select(claim => claim.Name));
        Assert.Equal(new Diagnostic("claim-dropped", "a", "reserved", "idToken: it is reserved"), Assert.Single(outcome.Diagnostics));
    }

    [Fact]
    public void A_value_of_another_type_is_converted_or_dropped_and_reported()
    {
        var outcome = ClaimGuard.Apply(Outcome(Id("flag", true), Id("object", JsonElement.Parse("{}"))), new Rules { TextOnly = true });
        Assert.Equal("\"true\"", System.Text.Encoding.UTF8.GetString(Assert.Single(outcome.Claims(Token.Id)).Value.Json.Span));
        Assert.Equal(["claim-converted", "claim-dropped"], outcome.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void Claims_beyond_the_size_of_a_token_are_dropped_in_listed_order_and_each_token_counts_alone()
    {
        // Each claim is 5 bytes: the name, a quote each side of the value, and two letters.
        var outcome = ClaimGuard.Apply(Outcome(Id("a", "xx"), Id("b", "xx"), Access("a", "xx"), Id("c", "")), new Rules { Max = 8 });
        Assert.Equal(["a", "c"], outcome.Claims(Token.Id).Select(claim => claim.Name));
        Assert.Equal(["a"], outcome.Claims(Token.Access).Select(claim => claim.Name));
        Assert.Equal("b", Assert.Single(outcome.Diagnostics).Claim);
    }

    [Fact]
    public void In_one_shared_map_the_later_of_two_different_values_wins_and_equal_ones_stand_once()
    {
        var outcome = ClaimGuard.Apply(Outcome(Id("x", 1), Access("x", 2), Id("same", 1), Access("same", 1)), new Rules { Shared = true });
        Assert.Equal(["accessToken x", "accessToken same"], outcome.Commands.Select(merged => $"{merged.Command.Method.Split('.')[0]} {merged.ClaimName}"));
        Assert.Equal(("claim-collapsed", "x"), (Assert.Single(outcome.Diagnostics).Code, outcome.Diagnostics[0].Claim));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_command_that_cannot_be_honoured_is_reported_and_refuses_the_login_only_where_configured(bool refuse)
    {
        var outcome = ClaimGuard.Apply(Outcome(new MergedCommand(new("redirect.sendUserTo", ["https://x.example"]), "a")), new Rules(), refuse);
        Assert.Equal("command-unsupported", Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(refuse ? new Denial("a", "command-unsupported:redirect.sendUserTo") : null, outcome.Denial);
    }

    [Fact]
    public void A_lost_claim_of_a_required_action_refuses_the_login()
    {
        var write = new MergedCommand(new(Command.SetAppMetadata, ["k", 1]), "a");
        var outcome = ClaimGuard.Apply(Outcome(write, Id("fine", 1), Id("reserved", 1) with { Required = true }), new Rules());
        Assert.Equal(new Denial("a", "action-failed:a"), outcome.Denial);
        Assert.Equal(["user.setAppMetadata", "access.deny"], outcome.Commands.Select(merged => merged.Command.Method));
        Assert.Equal(ActionOutcome.Failed, outcome.Actions[0].Outcome);
    }

    [Fact]
    public void Of_several_required_claims_that_are_lost_the_earliest_listed_refuses()
    {
        var tooLarge = Id("large", new string('x', 50)) with { Action = "a", Required = true };
        var reserved = Id("reserved", 1) with { Action = "b", Required = true };
        ActionReport[] reports = [new("a", "type", ActionOutcome.Succeeded, TimeSpan.Zero), new("b", "type", ActionOutcome.Succeeded, TimeSpan.Zero)];
        var outcome = ClaimGuard.Apply(Outcome(tooLarge, reserved) with { Actions = reports }, new Rules { Max = 20 });
        Assert.Equal(new Denial("a", "action-failed:a"), outcome.Denial);
    }

    [Fact]
    public void A_denial_passes_unchanged()
    {
        var denied = Outcome(new MergedCommand(new(Command.Deny, ["no"]), "a")) with { Denial = new("a", "no") };
        Assert.Equal(denied.Commands, ClaimGuard.Apply(denied, new Rules()).Commands);
    }

    private static MergedCommand Id(string name, ClaimValue value) => new(new(Command.SetIdTokenClaim, [name, value]), "a", name);

    private static MergedCommand Access(string name, ClaimValue value) => new(new(Command.SetAccessTokenClaim, [name, value]), "a", name);

    private static FlowOutcome Outcome(params MergedCommand[] commands) =>
        new(null, commands, [new("a", "type", ActionOutcome.Succeeded, TimeSpan.FromMilliseconds(1))], []);

    private sealed class Rules : ClaimRules
    {
        public int Max { get; init; } = int.MaxValue;

        public bool Shared { get; init; }

        public bool TextOnly { get; init; }

        public override int MaxBytes => Max;

        public override bool SharedMap => Shared;

        public override string? RefuseName(Token token, string name) => name == "reserved" ? "it is reserved" : null;

        public override ShapedValue ShapeValue(Token token, string name, ClaimValue value) => (TextOnly, value.Kind) switch
        {
            (true, JsonValueKind.True) => new("true", "boolean to string", null),
            (true, JsonValueKind.Object) => new(value, null, "objects cannot be carried"),
            _ => new(value, null, null),
        };

        public override bool Honours(string method) => method.StartsWith("user.", StringComparison.Ordinal);
    }
}
