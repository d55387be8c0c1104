using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Finds kept answers without running anything. A run that comes to a fresh kept answer spends nearly all of its time on being one that can be abandoned: a
/// thread, a timer, a record of what it says. Only actions that promise to look at nothing but the event are asked here.
/// </summary>
/// <param name="clock">The clock of every deadline.</param>
/// <param name="answers">Where good answers are kept.</param>
internal sealed class AnswersAtOnce(TimeProvider clock, AnswerStore answers)
{
    /// <summary>How the action ends for a login; null: it has to run.</summary>
    public ActionResult? Find(PlannedAction action, FlowContext context)
    {
        if (!action.AnswersAtOnce || context.Resume == action.Name || context.Deadline.Left == TimeSpan.Zero)
            return null;
        var (startedAfter, started) = (context.Deadline.Elapsed, clock.GetTimestamp());
        try
        {
            if (!action.Action.AppliesTo(context.Event))
                return ActionResult.Skipped;
            if (AnswerKey.For(action, context, context.Event) is not { } key || answers.FindFresh(key, action.FreshFor) is not { } kept)
                return null;
            return Traced(action, new(ActionOutcome.Succeeded, kept, clock.GetElapsedTime(started)) { Origin = AnswerOrigin.Kept, StartedAfter = startedAfter });
        }
        catch (Exception)
        {
            // A bug of the action's: it runs, and fails as every action does.
            return null;
        }
    }

    private static ActionResult Traced(PlannedAction action, ActionResult kept)
    {
        if (!Span.IsWanted)
            return kept;
        using var span = Span.Action(action);
        span.Ended(action, kept);
        return kept;
    }
}
