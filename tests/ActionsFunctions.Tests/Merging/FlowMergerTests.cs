using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Merging;

/// <summary>What a flow comes to, whole: what stands in it and what does not.</summary>
public sealed class FlowMergerTests
{
    [Fact]
    public void Claims_stand_once_and_whatever_was_lost_or_stood_in_for_is_told_in_listed_order()
    {
        var plan = Plan(6) with { Version = "7", Hash = "abc" };
        plan = plan with { Actions = [plan.Actions[0] with { OnFailure = OnFailure.Deny }, .. plan.Actions.Skip(1)] };

        var outcome = FlowMerger.Merge(plan,
        [
            Ended(ActionOutcome.Succeeded, Id("x", 1), Access("x", 1), new(Command.SetAppMetadata, ["k", 1]), new(Command.LostClaim, ["big", "more than 2 groups"]), Id("own", 1)),
            Ended(ActionOutcome.Succeeded, Id("x", 2), Id("y", 1), Id("y", 2), Access("x", ClaimValue.Null), Access("never", ClaimValue.Null)),
            Ended(ActionOutcome.Defaulted, Id("z", true)) with { Breakdown = new(TimedOut: false, "graph-forbidden") },
            Ended(ActionOutcome.Stale, Access("z", "s")) with { Breakdown = new(TimedOut: true, "deadline") },
            Ended(ActionOutcome.Failed) with { Breakdown = new(TimedOut: false, "exception") },
            ActionResult.Skipped,
        ]);

        Assert.Equal(
            [
                "flow 7 abc",
                """e0: user.setAppMetadata("k", 1)""",
                """e0: idToken.setCustomClaim("own", 1) as own, required""",
                """e1: idToken.setCustomClaim("x", 2) as x""",
                """e1: idToken.setCustomClaim("y", 2) as y""",
                """e2: idToken.setCustomClaim("z", true) as z""",
                """e3: accessToken.setCustomClaim("z", "s") as z""",
                "e0 (t0) succeeded in 5 ms", "e1 (t1) succeeded in 5 ms", "e2 (t2) defaulted in 5 ms", "e3 (t3) stale in 5 ms", "e4 (t4) failed in 5 ms", "e5 (t5) skipped in 0 ms",
                "claim-dropped e0 big: more than 2 groups",
                "claim-overridden e0 x: idToken: a later action, e1, set or removed it",
                "claim-overridden e0 x: accessToken: a later action, e1, set or removed it",
                "action-failed e2 -: graph-forbidden",
                "default-used e2 -: the configured claims stand in",
                "action-timed-out e3 -: deadline",
                "stale-used e3 -: the last good answer stands in",
                "action-failed e4 -: exception",
            ],
            OutcomeText.Of(outcome));
        Assert.Equal(
            ["own 1 e0", "x 2 e1", "y 2 e1", "z true e2"],
            outcome.Claims(Token.Id).Select(claim => $"{claim.Name} {claim.Value.Element.GetRawText()} {claim.Action}"));
        Assert.Equal(["z \"s\" e3"], outcome.Claims(Token.Access).Select(claim => $"{claim.Name} {claim.Value.Element.GetRawText()} {claim.Action}"));
    }

    [Fact]
    public void A_denial_leaves_the_metadata_up_to_the_denier_and_nothing_listed_later_is_heard()
    {
        var outcome = FlowMerger.Merge(Plan(4),
        [
            Ended(ActionOutcome.Succeeded, Id("x", 1), new(Command.SetUserMetadata, ["k", 1])),
            Ended(ActionOutcome.Denied, new(Command.SetSessionMetadata, ["s", 1]), Access("x", 1), new(Command.Deny, ["no"])) with { DenyReason = "no" },
            Ended(ActionOutcome.Denied, new Command(Command.SetAppMetadata, ["k", 2])) with { DenyReason = "never heard" },
            Ended(ActionOutcome.Failed) with { Breakdown = new(TimedOut: false, "never heard") },
        ]);

        Assert.Equal(
            [
                "denied by e1: no",
                """e0: user.setUserMetadata("k", 1)""",
                """e1: session.setMetadata("s", 1)""",
                """e1: access.deny("no")""",
                "e0 (t0) succeeded in 5 ms", "e1 (t1) denied in 5 ms", "e2 (t2) skipped in 0 ms", "e3 (t3) skipped in 0 ms",
            ],
            OutcomeText.Of(outcome));
    }

    [Fact]
    public void Where_the_user_is_sent_elsewhere_the_flow_stops_and_keeps_what_was_said()
    {
        var outcome = FlowMerger.Merge(Plan(3),
        [
            Ended(ActionOutcome.Succeeded, Id("x", 1)),
            Ended(ActionOutcome.Succeeded, new Command(Command.SendUserTo, ["https://terms.contoso.example/"])) with { Suspends = true },
            Ended(ActionOutcome.Denied) with { DenyReason = "never heard" },
        ]);

        Assert.Equal(
            [
                "goes on at e1",
                """e0: idToken.setCustomClaim("x", 1) as x""",
                """e1: redirect.sendUserTo("https://terms.contoso.example/")""",
                "e0 (t0) succeeded in 5 ms", "e1 (t1) succeeded in 5 ms", "e2 (t2) skipped in 0 ms",
            ],
            OutcomeText.Of(outcome));
    }

    [Fact]
    public void Shadows_are_told_about_last_and_only_those_that_are_heard()
    {
        var plan = Plan(4);
        plan = new([plan.Actions[0] with { Shadow = true }, plan.Actions[1], plan.Actions[2], plan.Actions[3] with { Shadow = true }]);

        var outcome = FlowMerger.Merge(plan,
        [
            Ended(ActionOutcome.Succeeded, Id("x", 1)),
            Ended(ActionOutcome.Failed) with { Breakdown = new(TimedOut: false, "exception") },
            Ended(ActionOutcome.Succeeded, new Command(Command.SendUserTo, ["https://terms.contoso.example/"])) with { Suspends = true },
            Ended(ActionOutcome.Succeeded, Id("never heard", 1)),
        ]);

        Assert.Equal(
            [
                "goes on at e2",
                """e2: redirect.sendUserTo("https://terms.contoso.example/")""",
                "e0 (t0) succeeded in 5 ms", "e1 (t1) failed in 5 ms", "e2 (t2) succeeded in 5 ms", "e3 (t3) skipped in 0 ms",
                "action-failed e1 -: exception",
                "shadow-differs e0 x: idToken: would be added",
            ],
            OutcomeText.Of(outcome));
    }

    [Fact]
    public void Each_outcome_has_a_name_and_three_of_them_an_answer_to_build_on() => Assert.Equal(
        ["succeeded True", "skipped False", "failed False", "timed-out False", "denied False", "stale True", "defaulted True"],
        Enum.GetValues<ActionOutcome>().Select(outcome => $"{outcome.Name()} {outcome.HasAnswer()}"));

    private static ActionResult Ended(ActionOutcome outcome, params Command[] commands) => new(outcome, commands, TimeSpan.FromMilliseconds(5));

    private static Command Id(string name, ClaimValue value) => new(Command.SetIdTokenClaim, [name, value]);

    private static Command Access(string name, ClaimValue value) => new(Command.SetAccessTokenClaim, [name, value]);

    private static FlowPlan Plan(int entries) => new(
        [.. Enumerable.Range(0, entries).Select(i => new PlannedAction { Index = i, Name = $"e{i}", Type = $"t{i}", Action = InlineAction.Of((_, _) => { }) })]);
}
