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
    private readonly AnswersAtOnce atOnce = new(clock, answers);

    /// <summary>Is told how long work waits until it begins; null, the default: nobody is.</summary>
    internal LoginLoad? Load { get; init; }

    /// <summary>How the action ends for a login where nothing has to run for that; else null.</summary>
    public ActionResult? FindAtOnce(PlannedAction action, FlowContext context) => atOnce.Find(action, context);

    /// <summary>Runs the action and applies its failure policy. Never throws.</summary>
    public async Task<ActionResult> RunAsync(PlannedAction action, FlowContext context, CancellationToken ended)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        using var span = Span.IsWanted ? Span.Action(action) : default;
        var (startedAfter, started) = (context.Deadline.Elapsed, clock.GetTimestamp());
        var run = NewRun(action, context, renews: false);
        await WaitAsync(run, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var result = run.End();
        if (result is { Outcome: ActionOutcome.Stale, Breakdown: null } && !action.Action.PrefersKeptAnswers)
            _ = RenewAsync(action, context with { Deadline = context.Deadline.Again(), Watch = null });
        var duration = clock.GetElapsedTime(started);
        if (result.Breakdown is { } breakdown)
            result = StandIn(action, run.Key, breakdown, duration) with { StartedAfter = startedAfter };
        else if (result.Origin != AnswerOrigin.Asked)
            result = result with { Duration = duration, StartedAfter = startedAfter };
        span.Ended(action, result);
        return result;
    }

    /// <summary>What an action that cannot be begun in time comes to: its failure policy, at once.</summary>
    public ActionResult Shed(PlannedAction action) => StandIn(action, key: null, new(TimedOut: true, "overloaded"), TimeSpan.Zero);

    // Over when the run is, when its time is over, or when nobody wants its answer any more.
    private Task WaitAsync(ActionRun run, CancellationToken ended)
    {
        var left = run.Deadline.Left;
        return left == TimeSpan.Zero ? Task.CompletedTask : run.ExecuteAsync(Load).WaitAsync(left, clock, ended);
    }

    // For the next login, within the time that this one had: it was answered with what is kept. Nobody hears how it ends; a failure leaves the old answer.
    private async Task RenewAsync(PlannedAction action, FlowContext context)
    {
        var run = NewRun(action, context, renews: true);
        var began = answers.Now;
        await WaitAsync(run, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        new KeptData(answers, caches).Commit(context.Provider, context.Event, action.Name, run.End().CacheWrites, began);
    }

    private ActionRun NewRun(PlannedAction action, FlowContext context, bool renews)
    {
        var kept = caches.Find(context.Provider, context.Event, action.Name);
        var scope = new ApiScope(context.Event, new(clock, kept, context.CacheWrites), clock)
        {
            Resuming = context.Resume == action.Name,
            Flow = context,
            Action = action.Name,
        };
        return new(action, context, context.Deadline.Within(action.Timeout), answers, scope) { Renews = renews };
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
