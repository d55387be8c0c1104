using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>Deadlines, abandonment, denial, visibility and failure policies, one rule at a time.</summary>
public sealed class FlowRunnerTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly AnswerStore answers;
    private readonly FlowRunner runner;

    public FlowRunnerTests()
    {
        answers = new(clock);
        runner = new(clock, answers);
    }

    [Fact]
    public async Task An_action_that_blocks_before_its_first_await_is_abandoned_at_its_deadline()
    {
        using var release = new ManualResetEventSlim();
        var blocking = InlineAction.Of((_, _) => release.Wait());
        var outcome = await RunHangingAsync(Entry(0, blocking), Entry(1, Says("a")));
        release.Set();
        Assert.Equal([ActionOutcome.TimedOut, ActionOutcome.Succeeded], outcome.Actions.Select(report => report.Outcome));
        Assert.Equal("a", Assert.Single(outcome.Claims(Token.Id)).Name);
    }

    [Fact]
    public async Task What_an_abandoned_action_says_is_not_heard_and_stops_it()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var told = new TaskCompletionSource<Exception>();
        var late = new InlineAction(async (_, api, _) =>
        {
            api.IdToken.SetCustomClaim("before", true);
            begun.SetResult();
            await go.Task;
            told.SetResult(Record.Exception(() => api.IdToken.SetCustomClaim("after", true)));
        });
        var outcome = await RunHangingAsync(begun.Task, Entry(0, late));
        go.SetResult();
        Assert.IsType<OperationCanceledException>(await told.Task);
        Assert.Empty(outcome.Commands);
        Assert.Equal("action-timed-out", Assert.Single(outcome.Diagnostics).Code);
    }

    [Fact]
    public async Task An_abandoned_action_has_its_token_cancelled_without_holding_up_the_login()
    {
        using var never = new ManualResetEventSlim();
        var cancelled = new TaskCompletionSource();
        var stubborn = new InlineAction(async (_, _, token) =>
        {
            token.Register(() =>
            {
                cancelled.SetResult();
                never.Wait();
            });
            await new TaskCompletionSource().Task;
        });
        var outcome = await RunHangingAsync(Entry(0, stubborn));
        await cancelled.Task;
        never.Set();
        Assert.Equal(ActionOutcome.TimedOut, outcome.Actions[0].Outcome);
    }

    [Fact]
    public async Task An_action_gets_the_lesser_of_its_timeout_and_what_is_left()
    {
        var left = new List<TimeSpan>();
        var looks = InlineAction.Of((_, api) => left.Add(api.TimeLeft));
        await RunAsync(TimeSpan.FromSeconds(2), Entry(0, looks) with { Timeout = TimeSpan.FromSeconds(1) });
        await RunAsync(TimeSpan.FromSeconds(2), Entry(0, looks) with { Timeout = TimeSpan.FromSeconds(3) });
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], left);
    }

    [Fact]
    public async Task With_no_time_left_nothing_runs_and_the_flow_still_ends()
    {
        var ran = false;
        var outcome = await RunAsync(TimeSpan.Zero, Entry(0, InlineAction.Of((_, _) => ran = true)));
        Assert.False(ran);
        Assert.Equal(ActionOutcome.TimedOut, outcome.Actions[0].Outcome);
    }

    [Fact]
    public async Task A_denial_cancels_what_is_listed_later_and_discards_what_it_said()
    {
        var spoke = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource();
        var slow = new InlineAction(async (_, api, token) =>
        {
            api.User.SetAppMetadata("later", true);
            token.Register(cancelled.SetResult);
            spoke.SetResult();
            await new TaskCompletionSource().Task;
        });
        // The other way round there would be nothing to cancel.
        var denies = new InlineAction(async (_, api, _) =>
        {
            await spoke.Task;
            api.User.SetAppMetadata("seen", true).Access.Deny("no").IdToken.SetCustomClaim("a", 1);
        });
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, Says("claim")), Entry(1, denies), Entry(2, slow));
        await cancelled.Task;
        Assert.Equal(new Denial("e1", "no"), outcome.Denial);
        Assert.Equal(["user.setAppMetadata", "access.deny"], outcome.Commands.Select(merged => merged.Command.Method));
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.Denied, ActionOutcome.Skipped], outcome.Actions.Select(report => report.Outcome));
    }

    [Fact]
    public async Task Of_several_denials_the_earliest_listed_wins_even_if_it_comes_last()
    {
        var second = new TaskCompletionSource();
        var first = new InlineAction(async (_, api, _) =>
        {
            await second.Task;
            api.Access.Deny("first");
        });
        var fast = InlineAction.Of((_, api) =>
        {
            api.Access.Deny("second");
            second.SetResult();
        });
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, first), Entry(1, fast));
        Assert.Equal(new Denial("e0", "first"), outcome.Denial);
    }

    [Fact]
    public async Task Code_after_a_denial_still_runs_and_the_first_of_several_reasons_counts()
    {
        var ran = false;
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, InlineAction.Of((_, api) =>
        {
            api.Access.Deny("one").Access.Deny("two");
            ran = true;
        })));
        Assert.True(ran);
        Assert.Equal("one", outcome.Denial?.Reason);
    }

    [Fact]
    public async Task OnFailure_deny_refuses_the_login_and_names_the_action()
    {
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, Throws) with { OnFailure = OnFailure.Deny }, Entry(1, Says("a")));
        Assert.Equal(new Denial("e0", "action-failed:e0"), outcome.Denial);
        Assert.Equal([ActionOutcome.Failed, ActionOutcome.Skipped], outcome.Actions.Select(report => report.Outcome));
        Assert.Empty(outcome.Claims(Token.Id));
    }

    [Fact]
    public async Task OnFailure_default_puts_the_configured_claims_in_its_place()
    {
        var entry = Entry(0, Throws) with { OnFailure = OnFailure.Default, DefaultCommands = [new(Command.SetIdTokenClaim, ["tier", "free"])] };
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), entry);
        Assert.Equal(ActionOutcome.Defaulted, outcome.Actions[0].Outcome);
        Assert.Equal("tier", Assert.Single(outcome.Claims(Token.Id)).Name);
        Assert.Equal(["action-failed", "default-used"], outcome.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData(60, "stale")]
    [InlineData(61, "failed")]
    public async Task OnFailure_stale_uses_the_last_good_answer_up_to_its_age(int seconds, string expected)
    {
        var works = true;
        var action = new InlineAction((_, api, _) =>
        {
            api.IdToken.SetCustomClaim("tier", "gold");
            return works ? Task.CompletedTask : throw new InvalidOperationException();
        })
        { ReadsOf = _ => "" };
        var entry = Entry(0, action) with { OnFailure = OnFailure.Stale, StaleFor = TimeSpan.FromSeconds(60) };
        await RunAsync(TimeSpan.FromSeconds(1), entry);
        works = false;
        clock.Advance(TimeSpan.FromSeconds(seconds));
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), entry);
        Assert.Equal(expected, outcome.Actions[0].Outcome.Name());
        Assert.Equal(expected == "stale" ? 1 : 0, outcome.Claims(Token.Id).Count());
    }

    [Fact]
    public async Task A_kept_answer_never_reaches_another_user_organization_tenant_or_setting()
    {
        var runs = 0;
        var action = new InlineAction((_, _, _) =>
        {
            runs++;
            return Task.CompletedTask;
        })
        { ReadsOf = _ => "same" };
        var entry = Entry(0, action) with { FreshFor = TimeSpan.FromHours(1) };
        string[] logins =
        [
            """{"user":{"user_id":"1"}}""", """{"user":{"user_id":"2"}}""",
            """{"user":{"user_id":"1"},"organization":{"id":"o"}}""", """{"user":{"user_id":"1"},"tenant":{"id":"o"}}""",
        ];
        foreach (var login in logins.Concat(logins))
            await RunAsync(TimeSpan.FromSeconds(1), JsonElement.Parse(login), entry);
        Assert.Equal(logins.Length, runs);
        await RunAsync(TimeSpan.FromSeconds(1), JsonElement.Parse(logins[0]), entry with { SettingsHash = "other" });
        Assert.Equal(logins.Length + 1, runs);
    }

    [Fact]
    public async Task An_action_that_declares_nothing_is_not_kept()
    {
        var runs = 0;
        var entry = Entry(0, InlineAction.Of((_, _) => runs++)) with { FreshFor = TimeSpan.FromHours(1) };
        await RunAsync(TimeSpan.FromSeconds(1), entry);
        await RunAsync(TimeSpan.FromSeconds(1), entry);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task An_action_sees_the_metadata_of_its_transitive_predecessors_and_of_nobody_else()
    {
        string? seen = null;
        var looks = InlineAction.Of((login, _) => seen = login.Json.GetRawText());
        await RunAsync(
            TimeSpan.FromSeconds(1),
            Entry(0, Writes("a")),
            Entry(1, Writes("stranger")),
            Entry(2, Writes("c")) with { After = [0], Sees = [0] },
            Entry(3, looks) with { After = [2], Sees = [0, 2] });
        Assert.Equal("""{"user":{"user_id":"auth0|1"},"transaction":{"metadata":{"a":true,"c":true}}}""", seen);
    }

    [Theory]
    [InlineData(true, ActionOutcome.Skipped)]
    [InlineData(false, ActionOutcome.Succeeded)]
    public async Task A_dependant_of_a_failed_action_runs_unless_it_requires_it(bool require, ActionOutcome expected)
    {
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, Throws), Entry(1, Says("a")) with { After = [0], Sees = [0], RequireAfter = require });
        Assert.Equal(expected, outcome.Actions[1].Outcome);
    }

    [Fact]
    public async Task An_action_that_does_not_apply_is_skipped()
    {
        var outcome = await RunAsync(TimeSpan.FromSeconds(1), Entry(0, new InlineAction((_, _, _) => throw new InvalidOperationException()) { Applies = _ => false }));
        Assert.Equal(ActionOutcome.Skipped, Assert.Single(outcome.Actions).Outcome);
        Assert.Empty(outcome.Diagnostics);
    }

    private static InlineAction Throws { get; } = InlineAction.Of((_, _) => throw new InvalidOperationException("personal detail"));

    private static InlineAction Says(string claim) => InlineAction.Of((_, api) => api.IdToken.SetCustomClaim(claim, true));

    private static InlineAction Writes(string key) => InlineAction.Of((_, api) => api.Transaction.SetMetadata(key, true));

    private static PlannedAction Entry(int index, InlineAction action) => new() { Index = index, Name = $"e{index}", Type = "inline", Action = action };

    private Task<FlowOutcome> RunAsync(TimeSpan budget, params PlannedAction[] entries) => RunAsync(budget, JsonElement.Parse("""{"user":{"user_id":"auth0|1"}}"""), entries);

    private async Task<FlowOutcome> RunAsync(TimeSpan budget, JsonElement login, params PlannedAction[] entries)
    {
        var plan = new FlowPlan(entries);
        return FlowMerger.Merge(plan, await StartAsync(plan, budget, login));
    }

    // The one action that hangs keeps its timer armed; when all others have ended, the clock is moved to the deadline.
    private Task<FlowOutcome> RunHangingAsync(params PlannedAction[] entries) => RunHangingAsync(Task.CompletedTask, entries);

    private async Task<FlowOutcome> RunHangingAsync(Task begun, params PlannedAction[] entries)
    {
        var plan = new FlowPlan(entries);
        var run = StartAsync(plan, TimeSpan.FromSeconds(1), JsonElement.Parse("""{"user":{"user_id":"auth0|1"}}"""));
        while (clock.ArmedTimers != 1)
            await Task.Yield();
        await begun;
        clock.Advance(TimeSpan.FromSeconds(1));
        return FlowMerger.Merge(plan, await run);
    }

    private Task<IReadOnlyList<ActionResult>> StartAsync(FlowPlan plan, TimeSpan budget, JsonElement login) =>
        runner.RunAsync(plan, new("auth0", new PostLoginEvent(login), new Deadline(clock, clock.GetTimestamp(), budget)), CancellationToken.None);
}
