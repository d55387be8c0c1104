using ActionsFunctions.Merging;
using ActionsFunctions.Model;
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
    /// <summary>Runs the action and applies its failure policy. Never throws.</summary>
    public async Task<ActionResult> RunAsync(PlannedAction action, FlowContext context, CancellationToken ended)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        var started = clock.GetTimestamp();
        var deadline = context.Deadline.Within(action.Timeout);
        var kept = caches.Find(CacheScope.Of(context.Provider, context.Event, action.Name));
        var run = new ActionRun(action, context, deadline, answers, new(context.Event, new(clock, kept, context.CacheWrites), clock));
        var task = deadline.Left == TimeSpan.Zero ? Task.CompletedTask : Task.Run(run.ExecuteAsync, CancellationToken.None);
        await task.WaitAsync(deadline.Left, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var result = run.End();
        var duration = clock.GetElapsedTime(started);
        return result.Breakdown is { } breakdown
            ? StandIn(action, run.Key, breakdown, duration)
            : result with { Duration = result.Outcome == ActionOutcome.Skipped ? TimeSpan.Zero : duration };
    }

    private ActionResult StandIn(PlannedAction action, AnswerKey? key, Breakdown breakdown, TimeSpan duration)
    {
        var failed = new ActionResult(breakdown.TimedOut ? ActionOutcome.TimedOut : ActionOutcome.Failed, [], duration) { Breakdown = breakdown };
        return action.OnFailure switch
        {
            OnFailure.Default => failed with { Outcome = ActionOutcome.Defaulted, Commands = action.DefaultCommands },
            OnFailure.Stale when key is { } known && answers.Find(known, action.StaleFor) is { } kept =>
                failed with { Outcome = ActionOutcome.Stale, Commands = kept },
            OnFailure.Deny => failed with { DenyReason = $"action-failed:{action.Name}" },
            _ => failed,
        };
    }
}
