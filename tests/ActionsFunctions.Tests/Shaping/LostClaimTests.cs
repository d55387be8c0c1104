using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Shaping;
using ActionsFunctions.Tests.Merging;

namespace ActionsFunctions.Tests.Shaping;

/// <summary>What is left of an outcome after a provider's rules, and each word that is said about the rest.</summary>
public sealed class LostClaimTests
{
    private static readonly ActionReport[] Reports =
        [new("a", "type", ActionOutcome.Succeeded, TimeSpan.FromMilliseconds(1)), new("b", "type", ActionOutcome.Stale, TimeSpan.FromMilliseconds(2)), new("c", "type", ActionOutcome.Succeeded, TimeSpan.FromMilliseconds(3))];

    private static readonly string[] ReportLines = ["a (type) succeeded in 1 ms", "b (type) stale in 2 ms", "c (type) succeeded in 3 ms"];

    [Fact]
    public void Whatever_is_changed_or_lost_is_told_word_by_word()
    {
        var outcome = ClaimGuard.Apply(
            Outcome(
                Id("reserved", 1), Id("flag", true), Access("long-name", 1), Access("long-name-of-a-flag", false), Id("object", JsonElement.Parse("{}")), Id("nested", Nested(StrictJson.MaxValueDepth)),
                Id("deep", Nested(StrictJson.MaxValueDepth + 1)), Write("b"), Of("c", Command.RevokeRefreshToken, "why")),
            new Rules());

        Assert.Equal(
            [
                """a: idToken.setCustomClaim("flag", "true") as flag""",
                """a: accessToken.setCustomClaim("name", 1) as name""",
                """a: accessToken.setCustomClaim("name-of-a-flag", "false") as name-of-a-flag""",
                $"""a: idToken.setCustomClaim("nested", {Nested(StrictJson.MaxValueDepth).Element.GetRawText()}) as nested""",
                """b: user.setAppMetadata("k", "b")""",
                .. ReportLines,
                "claim-dropped a reserved: idToken: it is reserved",
                "claim-converted a flag: idToken: boolean to string",
                "claim-converted a long-name: accessToken: carried as name",
                "claim-converted a long-name-of-a-flag: accessToken: carried as name-of-a-flag; boolean to string",
                "claim-dropped a object: idToken: objects cannot be carried",
                $"claim-dropped a deep: idToken: nested to more than {StrictJson.MaxValueDepth} levels",
                "command-unsupported c -: refreshToken.revoke: this provider has no such thing",
            ],
            OutcomeText.Of(outcome));
    }

    [Fact]
    public void One_map_holds_the_later_value_and_has_one_limit_for_both_tokens()
    {
        var outcome = ClaimGuard.Apply(Outcome(Id("x", 1), Access("x", 2), Id("y", 3), Access("y", 3), Id("z", 4)), new Rules { Max = 4, Shared = true });
        Assert.Equal(
            [
                """a: accessToken.setCustomClaim("x", 2) as x""",
                """a: accessToken.setCustomClaim("y", 3) as y""",
                .. ReportLines,
                "claim-collapsed a x: idToken: both tokens share one claim map, and the later command's value is used",
                "claim-dropped a z: idToken: claims would exceed the provider's 4 bytes",
            ],
            OutcomeText.Of(outcome));
    }

    [Fact]
    public void A_refusal_at_an_entry_keeps_the_metadata_up_to_it_and_skips_what_comes_after()
    {
        var merged = Outcome(Write("a"), Id("fine", 1), Write("b"), Id("reserved", 1) with { Action = "b", Required = true }, Write("c")) with { Flow = new("7", "abc") };
        Assert.Equal(
            [
                "denied by b: action-failed:b",
                "flow 7 abc",
                """a: user.setAppMetadata("k", "a")""",
                """b: user.setAppMetadata("k", "b")""",
                """b: access.deny("action-failed:b")""",
                "a (type) succeeded in 1 ms", "b (type) failed in 2 ms", "c (type) skipped in 0 ms",
                "claim-dropped b reserved: idToken: it is reserved",
            ],
            OutcomeText.Of(ClaimGuard.Apply(merged, new Rules())));
    }

    [Fact]
    public void A_flow_that_was_refused_already_is_refused_for_its_own_reason()
    {
        var refused = Outcome(Write("a"), Of("b", Command.RevokeRefreshToken, "why"), Of("b", Command.Deny, "no")) with { Denial = new("b", "no") };
        Assert.Equal(
            [
                "denied by b: no",
                """a: user.setAppMetadata("k", "a")""",
                """b: access.deny("no")""",
                .. ReportLines,
                "command-unsupported b -: refreshToken.revoke: this provider has no such thing",
            ],
            OutcomeText.Of(ClaimGuard.Apply(refused, new Rules(), refuseUnsupported: true)));
    }

    [Fact]
    public void The_claims_of_a_token_that_is_not_issued_are_taken_out_and_told()
    {
        var outcome = Outcome(Id("x", 1), Access("x", 2), Write("b"));
        Assert.Equal(
            ["""a: idToken.setCustomClaim("x", 1) as x""", """b: user.setAppMetadata("k", "b")""", .. ReportLines, "claim-dropped a x: accessToken: none is issued here"],
            OutcomeText.Of(AbsentToken.Without(outcome, Token.Access)));
        Assert.Equal(
            ["""a: accessToken.setCustomClaim("x", 2) as x""", """b: user.setAppMetadata("k", "b")""", .. ReportLines, "claim-dropped a x: idToken: none is issued here"],
            OutcomeText.Of(AbsentToken.Without(outcome, Token.Id)));
        var without = Outcome(Id("x", 1));
        Assert.Same(without, AbsentToken.Without(without, Token.Access));
    }

    [Fact]
    public void A_provider_that_says_nothing_carries_every_value_under_its_name_in_two_maps_without_a_limit()
    {
        var rules = new NoRules();
        Assert.Equal((int.MaxValue, false, false, "name"), (rules.MaxBytes, rules.SharedMap, rules.SharedLimit, rules.NameInToken(Token.Id, "name")));
        Assert.Equal(new ShapedValue(true, null, null), rules.ShapeValue(Token.Id, "name", true));
        Assert.Equal("name\"value\"".Length, rules.SizeOf(new(Command.SetIdTokenClaim, ["name", "value"])));
    }

    private static ClaimValue Nested(int levels) => ClaimValue.Of(JsonElement.Parse(new string('[', levels) + new string(']', levels)));

    private static MergedCommand Id(string name, ClaimValue value) => new(new(Command.SetIdTokenClaim, [name, value]), "a", name);

    private static MergedCommand Access(string name, ClaimValue value) => new(new(Command.SetAccessTokenClaim, [name, value]), "a", name);

    private static MergedCommand Write(string action) => new(new(Command.SetAppMetadata, ["k", action]), action);

    private static MergedCommand Of(string action, string method, string text) => new(new(method, [text]), action);

    private static FlowOutcome Outcome(params MergedCommand[] commands) => new(null, commands, Reports, []);

    private class NoRules : ClaimRules
    {
        public override string? RefuseName(Token token, string name) => name == "reserved" ? "it is reserved" : null;

        public override bool Honours(string method) => method.StartsWith("user.", StringComparison.Ordinal);
    }

    private sealed class Rules : NoRules
    {
        public int Max { get; init; } = int.MaxValue;

        public bool Shared { get; init; }

        public override int MaxBytes => Max;

        public override bool SharedMap => Shared;

        public override string NameInToken(Token token, string name) => name.Replace("long-", "", StringComparison.Ordinal);

        public override ShapedValue ShapeValue(Token token, string name, ClaimValue value) => value.Kind switch
        {
            JsonValueKind.True or JsonValueKind.False => new(value.Element.GetRawText(), "boolean to string", null),
            JsonValueKind.Object => new(value, null, "objects cannot be carried"),
            _ => new(value, null, null),
        };
    }
}
