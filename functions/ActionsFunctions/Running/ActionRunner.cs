using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Runs one action for one login within its time. It runs on the thread pool and is waited for, not trusted: one that blocks or ignores
/// cancellation is abandoned, and what it does afterwards is not heard.
/// </summary>
/// <param name="clock">The clock of the deadline.</param>
/// <param name="answers">Where good answers are kept.</param>
/// <param name="caches">Where actions cache.</param>
public sealed class ActionRunner(TimeProvider clock, AnswerStore answers, CacheStore caches)
{
    /// <summary>Is told how long work waits until it begins; null, the default: nobody is.</summary>
    internal LoginLoad? Load { get; init; }

    /// <summary>Runs the action and applies its failure policy. Never throws.</summary>
    public async Task<ActionResult> RunAsync(PlannedAction action, FlowContext context, CancellationToken ended)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        using var span = Span.IsWanted ? Span.Action(action) : default;
        var ran = await RunOnceAsync(action, context, ended);
        span.Set(TelemetryKeys.Outcome, SafeText.Of(ran.Outcome));
        if (action.KeepsAnswers)
            span.Set(TelemetryKeys.Cache, SafeText.Of(ran.Origin));
        if (ran.Breakdown is { } breakdown)
            span.Fail(FailureCodes.Of(breakdown));
        return ran;
    }

    /// <summary>What an action that cannot be begun in time comes to: its failure policy, at once.</summary>
    public ActionResult Shed(PlannedAction action) => StandIn(action, key: null, new(TimedOut: true, "overloaded"), TimeSpan.Zero);

    private async Task<ActionResult> RunOnceAsync(PlannedAction action, FlowContext context, CancellationToken ended)
    {
        var startedAfter = context.Deadline.Elapsed;
        var started = clock.GetTimestamp();
        var deadline = context.Deadline.Within(action.Timeout);
        var run = NewRun(action, context, deadline, renews: false);
        var result = await TimedAsync(run, deadline, ended);
        if (result is { Outcome: ActionOutcome.Stale, Breakdown: null } && !action.Action.PrefersKeptAnswers)
            _ = RenewAsync(action, context with { Deadline = context.Deadline.Again(), Watch = null });
        var duration = clock.GetElapsedTime(started);
        return result.Breakdown is { } breakdown
            ? StandIn(action, run.Key, breakdown, duration) with { StartedAfter = startedAfter }
            : result.Outcome == ActionOutcome.Skipped ? result : result with { Duration = duration, StartedAfter = startedAfter };
    }

    private async Task<ActionResult> TimedAsync(ActionRun run, Deadline deadline, CancellationToken ended)
    {
        var queued = clock.GetTimestamp();
        var task = deadline.Left == TimeSpan.Zero ? Task.CompletedTask : Task.Run(
            () =>
            {
                Load?.Began(queued);
                return run.ExecuteAsync();
            },
            CancellationToken.None);
        await task.WaitAsync(deadline.Left, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return run.End();
    }

    // For the next login, within the time that this one had: it was answered with what is kept. Nobody hears how it ends; a failure leaves the old answer.
    private async Task RenewAsync(PlannedAction action, FlowContext context)
    {
        var deadline = context.Deadline.Within(action.Timeout);
        var began = answers.Now;
        var result = await TimedAsync(NewRun(action, context, deadline, renews: true), deadline, CancellationToken.None);
        new KeptData(answers, caches).Commit(context.Provider, context.Event, action.Name, result.CacheWrites, began);
    }

    private ActionRun NewRun(PlannedAction action, FlowContext context, Deadline deadline, bool renews)
    {
        var kept = caches.Find(context.Provider, context.Event, action.Name);
        var scope = new ApiScope(context.Event, new(clock, kept, context.CacheWrites), clock)
        {
            Resuming = context.Resume == action.Name,
            Honours = context.Honours,
            LoginId = context.LoginId,
            Action = action.Name,
        };
        return new(action, context, deadline, answers, scope) { Renews = renews };
    }

    private ActionResult StandIn(PlannedAction action, AnswerKey? key, Breakdown breakdown, TimeSpan duration)
    {
        var failed = new ActionResult(breakdown.TimedOut ? ActionOutcome.TimedOut : ActionOutcome.Failed, [], duration) { Breakdown = breakdown };
        return action.OnFailure switch
        {
            OnFailure.Default => failed with { Outcome = ActionOutcome.Defaulted, Commands = action.DefaultCommands },
            OnFailure.Stale when key is { } known && answers.Find(known, action.StaleFor) is { } kept =>
                failed with { Outcome = ActionOutcome.Stale, Commands = kept, Origin = AnswerOrigin.Kept },
            OnFailure.Deny => failed with { DenyReason = $"action-failed:{action.Name}" },
            _ => failed,
        };
    }
}
