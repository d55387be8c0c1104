using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>A shadow runs and is compared, and nothing else.</summary>
public sealed class ShadowTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public async Task What_a_shadow_says_is_not_issued_and_its_denial_denies_nobody()
    {
        var outcome = await RunAsync(Entry(0, Says("a", 1)), Shadow(1, InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, "a", 2).Access.Deny("no"))));
        Assert.Null(outcome.Denial);
        Assert.Equal("1", Assert.Single(outcome.Claims(Token.Id)).Value.Element.GetRawText());
        Assert.Equal(["e1  would deny the login"], Differences(outcome));
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.Denied], outcome.Actions.Select(report => report.Outcome));
    }

    [Fact]
    public async Task Without_a_counterpart_a_shadow_is_compared_with_what_the_flow_issues_as_far_as_it_says_anything()
    {
        var shadow = InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, "same", 1).SetCustomClaim(Tokens.Id, "other", 2).SetCustomClaim(Tokens.Id, "new", 3).SetCustomClaim(Tokens.Id, "gone", ClaimValue.Null).User.SetAppMetadata("k", true));
        var outcome = await RunAsync(Entry(0, Says("same", 1)), Shadow(1, shadow), Entry(2, Says("other", 1)), Entry(3, Says("gone", 1)), Entry(4, Says("unspoken of", 1)));
        Assert.Equal(
            ["e1 other idToken: would be another value", "e1 new idToken: would be added", "e1 gone idToken: would be removed", "e1  user.setAppMetadata: would be added"],
            Differences(outcome));
    }

    [Fact]
    public async Task Beside_its_counterpart_what_a_shadow_leaves_out_differs_too()
    {
        var real = InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, "a", 1).SetCustomClaim(Tokens.Id, "b", 1).User.SetAppMetadata("k", true));
        var outcome = await RunAsync(Entry(0, real), Entry(1, Says("c", 1)), Shadow(2, Says("a", 1)) with { ShadowOf = 0 });
        Assert.Equal(["e2 b idToken: would be missing", "e2  user.setAppMetadata: would be missing"], Differences(outcome));
    }

    [Fact]
    public async Task A_shadow_that_says_the_same_is_not_mentioned()
    {
        var outcome = await RunAsync(Entry(0, Says("a", 1)), Shadow(1, Says("a", 1)) with { ShadowOf = 0 }, Shadow(2, Says("a", 1)));
        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public async Task A_shadow_that_fails_differs_and_its_failure_policy_does_not_apply()
    {
        var outcome = await RunAsync(Entry(0, Says("a", 1)), Shadow(1, InlineAction.Of((_, api) => api.Fail("broken"))) with { OnFailure = OnFailure.Deny });
        Assert.Null(outcome.Denial);
        Assert.Equal(["e1  failed: broken"], Differences(outcome));
    }

    [Theory]
    [InlineData(true, false, true, "would not deny the login")]
    [InlineData(true, true, true, null)]
    [InlineData(false, true, true, "would deny the login")]
    [InlineData(true, false, false, null)]
    [InlineData(true, true, false, null)]
    public void Whether_a_shadow_would_deny_is_compared_first(bool denied, bool wouldDeny, bool hasCounterpart, string? expected)
    {
        var shadow = Shadow(1, Says("a", 1)) with { ShadowOf = hasCounterpart ? 0 : null };
        var results = new[] { Result(denied), Result(wouldDeny) };
        var issued = FlowMerger.Merge(new FlowPlan([Entry(0, Says("a", 1))]), [results[0]]);
        Assert.Equal(expected is null ? [] : [expected], ShadowComparison.Of(shadow, results[1], results, issued).Select(found => found.Reason));

        static ActionResult Result(bool denies) => denies
            ? new(ActionOutcome.Denied, [], TimeSpan.Zero) { DenyReason = "no" }
            : new(ActionOutcome.Succeeded, [new(Command.SetIdTokenClaim, ["a", 1])], TimeSpan.Zero);
    }

    [Fact]
    public async Task A_shadow_listed_after_a_denial_is_not_heard()
    {
        var outcome = await RunAsync(Entry(0, InlineAction.Of((_, api) => api.Access.Deny("no"))), Shadow(1, Says("a", 1)));
        Assert.Equal(ActionOutcome.Skipped, outcome.Actions[1].Outcome);
        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public async Task Nobody_waits_for_a_shadow_and_it_goes_on_after_the_answer()
    {
        var go = new TaskCompletionSource();
        var plan = new FlowPlan([Entry(0, Says("a", 1)), Shadow(1, new InlineAction(async (_, api, _) =>
        {
            await go.Task;
            api.SetCustomClaim(Tokens.Id, "a", 2);
        }))]);
        var results = await new FlowRunner(clock, new AnswerStore(clock)).RunAsync(plan, Context(), CancellationToken.None);
        var outcome = FlowMerger.Merge(plan, results);
        Assert.Equal(ActionOutcome.TimedOut, outcome.Actions[1].Outcome);
        Assert.Empty(outcome.Diagnostics);
        go.SetResult();
        var late = await results[1].Late!;
        Assert.Equal(["idToken: would be another value"], ShadowComparison.Of(plan.Actions[1], late, results, outcome).Select(found => found.Reason));
    }

    [Fact]
    public async Task Shadows_that_hang_take_sixty_four_places_and_no_more()
    {
        var begun = 0;
        var full = new TaskCompletionSource();
        var plan = new FlowPlan([Shadow(0, new InlineAction((_, _, _) =>
        {
            if (Interlocked.Increment(ref begun) == ShadowRunner.Places)
                full.SetResult();
            return new TaskCompletionSource().Task;
        }))]);
        var runner = new FlowRunner(clock, new AnswerStore(clock));
        for (var i = 0; i < ShadowRunner.Places; i++)
            await runner.RunAsync(plan, Context(), CancellationToken.None);
        await full.Task;
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ActionOutcome.Skipped, (await runner.RunAsync(plan, Context(), CancellationToken.None))[0].Outcome);
        Assert.Equal(ShadowRunner.Places, begun);
    }

    [Fact]
    public async Task A_shadows_cache_is_its_own()
    {
        var seen = new List<string?>();
        var action = InlineAction.Of((_, api) =>
        {
            seen.Add(api.Cache.Get("k")?.Value);
            api.Cache.Set("k", "v");
        });
        var runner = new FlowRunner(clock, new AnswerStore(clock));
        foreach (var entry in (PlannedAction[])[Shadow(0, action), Shadow(0, action), Entry(0, action)])
        {
            var plan = new FlowPlan([entry]);
            if ((await runner.RunAsync(plan, Context(), CancellationToken.None))[0].Late is { } late)
                await late;
        }

        Assert.Equal([null, "v", null], seen);
    }

    [Theory]
    [InlineData("PostLogin:Actions:1:ShadowOf", "ShadowOf=one")]
    [InlineData("PostLogin:Actions:1:ShadowOf", "Shadow=true", "ShadowOf=nobody")]
    [InlineData("PostLogin:Actions:1:ShadowOf", "Shadow=true", "ShadowOf=shadow")]
    [InlineData("PostLogin:Actions:1:After", "After:0=shadow")]
    [InlineData("PostLogin:Actions:1:Shadow", "Shadow=maybe")]
    public void A_mistake_stops_the_start_and_names_its_key(string key, params string[] settings)
    {
        var echo = new ActionType("echo", _ => Says("https://app.example/a", 1));
        KeyValuePair<string, string?>[] flow =
        [
            new("PostLogin:Actions:0:Name", "shadow"), new("PostLogin:Actions:0:Type", "echo"), new("PostLogin:Actions:0:Shadow", "true"),
            new("PostLogin:Actions:1:Name", "one"), new("PostLogin:Actions:1:Type", "echo"),
        ];
        var faults = Assert.Throws<InvalidSettingsException>(() =>
            new TestApp([.. flow, .. settings.Select(setting => setting.Split('=')).Select(pair => new KeyValuePair<string, string?>("PostLogin:Actions:1:" + pair[0], pair[1]))], echo)).Faults;
        Assert.Equal(key, Assert.Single(faults).Key);
    }

    private static InlineAction Says(string claim, long value) => InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, claim, value));

    private static PlannedAction Entry(int index, InlineAction action) => new() { Index = index, Name = $"e{index}", Type = "inline", Action = action };

    private static PlannedAction Shadow(int index, InlineAction action) => Entry(index, action) with { Shadow = true };

    private static IEnumerable<string> Differences(FlowOutcome outcome) =>
        outcome.Diagnostics.Where(found => found.Code == "shadow-differs").Select(found => $"{found.Action} {found.Claim} {found.Reason}");

    private FlowContext Context() =>
        new("auth0", new PostLoginEvent(JsonElement.Parse("""{"user":{"user_id":"1"}}""")), new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(1)));

    // Shadows are let end before the last entry, so that they are compared.
    private async Task<FlowOutcome> RunAsync(params PlannedAction[] entries)
    {
        var plan = new FlowPlan(entries);
        var results = (await new FlowRunner(clock, new AnswerStore(clock)).RunAsync(plan, Context(), CancellationToken.None)).ToArray();
        foreach (var i in plan.Shadows.Where(index => results[index].Late is not null))
            results[i] = await results[i].Late!;
        return FlowMerger.Merge(plan, results);
    }
}
