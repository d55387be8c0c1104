using ActionsFunctions.Merging;
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
            return [.. plan.Actions.Select(action => action.Shadow ? ShadowRunner.NotRun : IsMeant(action, context) ? runner.Shed(action) : ActionResult.Skipped)];
        try
        {
            var generation = await kept.FollowAsync(context.Provider, context.Event, cancellationToken);
            return await RunAllAsync(plan, context with { Generation = generation }, cancellationToken);
        }
        finally
        {
            load.Leave();
        }
    }

    private async Task<IReadOnlyList<ActionResult>> RunAllAsync(FlowPlan plan, FlowContext context, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Task<ActionResult>[plan.Actions.Count];
        var first = plan.Find(context.Resume)?.Index ?? 0;
        var began = answers.Now;
        // Shadows last: nothing waits for them, and they wait for others.
        foreach (var i in plan.Issued)
            running[i] = i < first ? Task.FromResult(ActionResult.Skipped) : RunWhenReadyAsync(plan.Actions[i], first, running, context, ended.Token);
        foreach (var i in plan.Shadows)
            running[i] = i < first ? Task.FromResult(ActionResult.Skipped) : RunWhenReadyAsync(plan.Actions[i], first, running, context, CancellationToken.None);

        var results = new ActionResult[running.Length];
        Array.Fill(results, ActionResult.Skipped);
        foreach (var i in plan.Issued)
        {
            results[i] = await running[i];
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
            results[i] = ShadowRunner.KnownOf(running[i]);
        return results;
    }

    // What is listed before the action at which a flow is resumed ran when the flow began.
    private async Task<ActionResult> RunWhenReadyAsync(PlannedAction action, int first, Task<ActionResult>[] running, FlowContext context, CancellationToken ended)
    {
        foreach (var index in action.After)
        {
            var result = await running[index];
            if (ended.IsCancellationRequested || result.EndsFlow || (action.RequireAfter && index >= first && !result.Outcome.HasAnswer()))
                return ActionResult.Skipped;
        }

        var visible = Visible(action, running, context);
        if (!IsMeant(action, visible))
            return ActionResult.Skipped;

        if (action.Shadow)
            return await shadows.RunAsync(action, visible);
        var said = await runner.RunAsync(action, visible, ended);
        return said.DenyReason is null && Suspends(said.Commands, context) ? said with { Suspends = true } : said;
    }

    private static bool Suspends(IReadOnlyList<Command> commands, FlowContext context)
    {
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i].Suspends && context.Honours(commands[i].Method))
                return true;
        }

        return false;
    }

    // A flow is resumed where it was suspended, whatever the resuming request looks like: a gate that asked for consent must hear the answer.
    private static bool IsMeant(PlannedAction action, FlowContext context) =>
        action.When is not { } condition || context.Resume == action.Name || condition.Holds(context.Event);

    // An action sees the transaction metadata and cache writes of its predecessors, in listed order, and nobody else's. All of them have ended here.
    private static FlowContext Visible(PlannedAction action, Task<ActionResult>[] running, FlowContext context)
    {
        if (action.Sees.Count == 0)
            return context;
        var metadata = new List<KeyValuePair<string, ClaimValue>>();
        var cache = new List<CacheWrite>();
        foreach (var index in action.Sees)
        {
            var before = Ended(running[index]);
            cache.AddRange(before.CacheWrites);
            foreach (var command in before.Commands)
            {
                if (command.Method == Command.SetTransactionMetadata)
                    metadata.Add(new(command.Text(0), command.Args[1]));
            }
        }

        return context with { Event = context.Event.WithTransactionMetadata(metadata), CacheWrites = cache };
    }

    private static ActionResult Ended(Task<ActionResult> task) => task.IsCompletedSuccessfully ? task.Result : ActionResult.Skipped;
}
