using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Planning.Conditions;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.Running;

/// <summary>Kept answers that are given without running anything, and when an action has to run all the same.</summary>
public sealed class AnswersAtOnceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTimeProvider clock = new();
    private readonly AnswerStore answers;
    private readonly FlowRunner runner;
    private int runs;

    public AnswersAtOnceTests()
    {
        answers = new(clock);
        runner = new(clock, answers);
    }

    [Fact]
    public async Task A_flow_of_kept_answers_is_over_when_it_has_begun_and_arms_no_timer()
    {
        var plan = new FlowPlan([Entry(0), Entry(1), Entry(2)]);
        await RunAsync(plan);
        // The runs that were asked put their timers away by themselves.
        while (clock.ArmedTimers > 0)
            await Task.Yield();
        var again = runner.RunAsync(plan, Context(), CancellationToken.None);

        Assert.True(again.IsCompletedSuccessfully);
        Assert.Equal(0, clock.ArmedTimers);
        Assert.All(await again, result => Assert.Equal((ActionOutcome.Succeeded, AnswerOrigin.Kept, "\"gold\""), (result.Outcome, result.Origin, Value(result))));
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task What_is_kept_and_what_has_to_run_stand_in_listed_order()
    {
        var plan = new FlowPlan([Entry(0), Entry(1) with { FreshFor = null }, Entry(2)]);
        await RunAsync(plan);
        Assert.Equal([AnswerOrigin.Kept, AnswerOrigin.Asked, AnswerOrigin.Kept], (await RunAsync(plan)).Select(result => result.Origin));
        Assert.Equal(4, runs);
    }

    [Fact]
    public async Task Without_that_promise_an_action_that_blocks_while_it_reads_is_abandoned()
    {
        using var blocked = new SemaphoreSlim(0);
        var entry = Entry(0, Action(_ =>
        {
            blocked.Wait();
            return "x";
        }, promises: false));
        var running = RunAsync(new([entry, Entry(1)]));
        // The other one's is gone when it has ended.
        while (clock.ArmedTimers > 1)
            await Task.Yield();
        clock.Advance(Minute);
        Assert.Equal([ActionOutcome.TimedOut, ActionOutcome.Succeeded], (await running).Select(result => result.Outcome));
        blocked.Release();
    }

    [Fact]
    public async Task One_that_throws_while_it_reads_costs_no_other_its_answer()
    {
        var plan = new FlowPlan([Entry(0, Action(_ => throw new InvalidOperationException())), Entry(1)]);
        await RunAsync(plan);
        Assert.Equal([(ActionOutcome.Failed, "exception"), (ActionOutcome.Succeeded, null)], (await RunAsync(plan)).Select(result => (result.Outcome, result.Breakdown?.Reason)));
    }

    [Fact]
    public async Task Whom_it_does_not_concern_it_skips_at_once()
    {
        var nobody = new FlowCondition([], [], new FlowCondition([], [], null));
        var plan = new FlowPlan([Entry(0, Action(_ => "x", applies: false)), Entry(1) with { When = nobody, FreshFor = null }]);
        var run = runner.RunAsync(plan, Context(), CancellationToken.None);
        Assert.True(run.IsCompletedSuccessfully);
        Assert.All(await run, result => Assert.Equal(ActionOutcome.Skipped, result.Outcome));
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task After_its_time_an_answer_is_asked_for_again()
    {
        var plan = new FlowPlan([Entry(0)]);
        await RunAsync(plan);
        clock.Advance(Minute);
        await RunAsync(plan);
        Assert.Equal(1, runs);
        clock.Advance(TimeSpan.FromTicks(1));
        await RunAsync(plan);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_login_without_time_is_late_whatever_is_kept()
    {
        var plan = new FlowPlan([Entry(0)]);
        await RunAsync(plan);
        Assert.Equal(ActionOutcome.TimedOut, (await RunAsync(plan, TimeSpan.Zero))[0].Outcome);
    }

    [Fact]
    public async Task A_flow_that_is_resumed_at_an_action_runs_it()
    {
        var plan = new FlowPlan([Entry(0)]);
        await RunAsync(plan);
        await runner.RunAsync(plan, Context() with { Resume = "entry-0" }, CancellationToken.None);
        Assert.Equal(AnswerOrigin.Asked, (await runner.RunAsync(plan, Context() with { Resume = "entry-0" }, CancellationToken.None))[0].Origin);
    }

    [Fact]
    public async Task One_that_comes_after_another_waits_for_it()
    {
        var release = new TaskCompletionSource();
        var first = Entry(0, new InlineAction((_, _, _) => release.Task)) with { FreshFor = null };
        var plan = new FlowPlan([first, Entry(1) with { After = [0], Sees = [0] }]);
        release.SetResult();
        await RunAsync(plan);
        release = new();
        var running = runner.RunAsync(plan, Context(), CancellationToken.None);
        Assert.False(running.IsCompleted);
        release.SetResult();
        Assert.Equal(AnswerOrigin.Kept, (await running)[1].Origin);
    }

    [Fact]
    public async Task A_trace_shows_it_as_any_other_action()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "kept-at-once"), new("PostLogin:Actions:0:FreshFor", "00:01:00")],
            new ActionType("kept-at-once", _ => Action(_ => "x")));
        await app.SendAsync(app.Login());
        var request = app.Login();
        await app.SendAsync(request);
        var span = recorder.TraceOf(request.CorrelationId).Single(span => span.OperationName == "action");
        Assert.Equal(("action kept-at-once", "succeeded", "Kept"), (span.DisplayName, span.GetTagItem("actions_functions.action.outcome"), span.GetTagItem("actions_functions.cache.result")));
    }

    private static string Value(ActionResult result) => result.Commands[0].Args[1].Element.GetRawText();

    private InlineAction Action(Func<PostLoginEvent, string?> reads, bool promises = true, bool applies = true) => new((_, api, _) =>
    {
        Interlocked.Increment(ref runs);
        api.IdToken.SetCustomClaim("tier", "gold");
        return Task.CompletedTask;
    })
    {
        ReadsOf = reads,
        ReadsEventOnly = promises,
        Applies = _ => applies,
    };

    private PlannedAction Entry(int index, IPostLoginAction? action = null) => new()
    {
        Index = index,
        Name = $"entry-{index}",
        Type = "entry",
        Action = action ?? Action(login => login.User?.UserId),
        FreshFor = Minute,
    };

    private async Task<IReadOnlyList<ActionResult>> RunAsync(FlowPlan plan, TimeSpan? budget = null) => await runner.RunAsync(plan, Context(budget), CancellationToken.None);

    private FlowContext Context(TimeSpan? budget = null) =>
        new("auth0", new(JsonElement.Parse("""{"user":{"user_id":"auth0|1"}}""")), new Deadline(clock, clock.GetTimestamp(), budget ?? Minute));
}
