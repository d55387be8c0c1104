using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Step 5: runs the actions of a flow side by side as far as <c>After</c> allows, each within its time, and gives their results in listed order.
/// The earliest listed denial ends the flow once everything listed before it is in; what is listed later is then not heard. An action that sends
/// the user elsewhere ends it in the same way, and the flow is resumed at it.
/// </summary>
public sealed class FlowRunner
{
    private readonly KeptData kept;
    private readonly AnswerStore answers;
    private readonly ActionRunner runner;
    private readonly ShadowRunner shadows;
    private readonly LoginLoad load;

    /// <summary>A runner.</summary>
    /// <param name="clock">The clock of every deadline.</param>
    /// <param name="answers">Where good answers are kept.</param>
    /// <param name="caches">Where actions cache; null, the default: in a store of this runner's own.</param>
    public FlowRunner(TimeProvider clock, AnswerStore answers, CacheStore? caches = null)
    {
        caches ??= new(clock);
        this.answers = answers;
        kept = new(answers, caches);
        load = new(clock);
        shadows = new(clock);
        runner = new(clock, answers, caches) { Load = load };
    }

    /// <summary>Runs the flow. Ends when every action has ended or is abandoned, shadows apart: nobody waits for those. Throws only when the caller itself goes away.</summary>
    public async Task<IReadOnlyList<ActionResult>> RunAsync(FlowPlan plan, FlowContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        if (!load.TryEnter(context.Deadline.Left))
            return Shed(plan, context);
        try
        {
            if (await kept.FollowAsync(context.Provider, context.Event, cancellationToken) is { } generation)
                context = context with { Generation = generation };
            var run = new FlowRun(plan, context, runner, shadows);
            if (run.KnownAtOnce is { } known)
                return known;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var began = answers.Now;
            run.Begin(ended.Token);
            var results = new ActionResult[plan.Actions.Count];
            Array.Fill(results, ActionResult.Skipped);
            foreach (var i in plan.Issued)
            {
                results[i] = await run.ResultOf(i);
                cancellationToken.ThrowIfCancellationRequested();
                if (!results[i].EndsFlow)
                    continue;
                await ended.CancelAsync();
                break;
            }

            // Only now, and only of actions that are heard: what a denial discards was never cached.
            foreach (var i in plan.Issued)
                kept.Commit(context.Provider, context.Event, plan.Actions[i].Name, results[i].CacheWrites, began);
            foreach (var i in plan.Shadows)
                results[i] = ShadowRunner.KnownOf(run.ResultOf(i));
            return results;
        }
        finally
        {
            load.Leave();
        }
    }

    private ActionResult[] Shed(FlowPlan plan, FlowContext context) =>
        [.. plan.Actions.Select(action => action.Shadow ? ShadowRunner.NotRun : FlowRun.IsMeant(action, context) ? runner.Shed(action) : ActionResult.Skipped)];
}
