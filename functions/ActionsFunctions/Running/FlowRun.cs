using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>The actions of one login's flow: which of them need not run, and the others as they run side by side and wait for one another.</summary>
internal sealed class FlowRun
{
    private readonly FlowPlan plan;
    private readonly FlowContext context;
    private readonly ActionRunner runner;
    private readonly ShadowRunner shadows;
    private readonly ActionResult?[] known;
    private readonly int first;
    private Task<ActionResult>[] running = [];

    /// <summary>Nothing runs yet.</summary>
    public FlowRun(FlowPlan plan, FlowContext context, ActionRunner runner, ShadowRunner shadows)
    {
        this.plan = plan;
        this.context = context;
        this.runner = runner;
        this.shadows = shadows;
        // What is listed before the action at which a flow is resumed ran when the flow began.
        first = plan.Find(context.Resume)?.Index ?? 0;
        known = new ActionResult?[plan.Actions.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = Known(plan.Actions[i]);
    }

    /// <summary>The results in listed order where nothing has to run; else null.</summary>
    public IReadOnlyList<ActionResult>? KnownAtOnce => Array.IndexOf(known, null) < 0 ? (ActionResult[])known! : null;

    /// <summary>A flow is resumed where it was suspended, whatever the resuming request looks like: a gate that asked for consent must hear the answer.</summary>
    public static bool IsMeant(PlannedAction action, FlowContext context) =>
        action.When is not { } condition || context.Resume == action.Name || condition.Holds(context.Event);

    /// <summary>Begins everything that has to run.</summary>
    /// <param name="ended">Cancelled when nobody wants the rest any more. Shadows end by themselves.</param>
    public void Begin(CancellationToken ended)
    {
        running = new Task<ActionResult>[known.Length];
        // Shadows last: nothing waits for them, and they wait for others.
        foreach (var i in plan.Issued)
            running[i] = BeginOne(i, ended);
        foreach (var i in plan.Shadows)
            running[i] = BeginOne(i, CancellationToken.None);
    }

    /// <summary>How an action ended or will end. Never fails.</summary>
    public Task<ActionResult> ResultOf(int index) => running[index];

    private ActionResult? Known(PlannedAction action)
    {
        if (action.Index < first || (action.After.Count == 0 && !IsMeant(action, context)))
            return ActionResult.Skipped;
        return runner.FindAtOnce(action, context);
    }

    private Task<ActionResult> BeginOne(int index, CancellationToken ended)
    {
        var action = plan.Actions[index];
        if (known[index] is { } result)
            return Task.FromResult(result);
        return action.After.Count == 0 && !action.Shadow ? runner.RunAsync(action, context, ended) : RunWhenReadyAsync(action, ended);
    }

    private async Task<ActionResult> RunWhenReadyAsync(PlannedAction action, CancellationToken ended)
    {
        foreach (var index in action.After)
        {
            var result = await running[index];
            if (ended.IsCancellationRequested || result.EndsFlow || (action.RequireAfter && index >= first && !result.Outcome.HasAnswer()))
                return ActionResult.Skipped;
        }

        var visible = Visible(action);
        if (!IsMeant(action, visible))
            return ActionResult.Skipped;
        return action.Shadow ? await shadows.RunAsync(action, visible) : await runner.RunAsync(action, visible, ended);
    }

    // An action sees the transaction metadata and cache writes of its predecessors, in listed order, and nobody else's. All of them have ended here.
    private FlowContext Visible(PlannedAction action)
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
