using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Step 5: runs the actions of a flow side by side as far as <c>After</c> allows, each within its time, and gives their results in listed order.
/// The earliest listed denial ends the flow once everything listed before it is in; what is listed later is then not heard.
/// </summary>
/// <param name="clock">The clock of every deadline.</param>
/// <param name="answers">Where good answers are kept.</param>
public sealed class FlowRunner(TimeProvider clock, AnswerStore answers)
{
    private readonly ActionRunner runner = new(clock, answers);

    /// <summary>Runs the flow. Ends when every action has ended or is abandoned; throws only when the caller itself goes away.</summary>
    public async Task<IReadOnlyList<ActionResult>> RunAsync(FlowPlan plan, FlowContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Task<ActionResult>[plan.Actions.Count];
        foreach (var action in plan.Actions)
            running[action.Index] = RunWhenReadyAsync(action, running, context, ended.Token);

        var results = new ActionResult[running.Length];
        Array.Fill(results, ActionResult.Skipped);
        for (var i = 0; i < running.Length; i++)
        {
            results[i] = await running[i];
            cancellationToken.ThrowIfCancellationRequested();
            if (results[i].DenyReason is null)
                continue;
            await ended.CancelAsync();
            break;
        }

        return results;
    }

    private async Task<ActionResult> RunWhenReadyAsync(PlannedAction action, Task<ActionResult>[] running, FlowContext context, CancellationToken ended)
    {
        foreach (var index in action.After)
        {
            var result = await running[index];
            if (ended.IsCancellationRequested || result.DenyReason is not null || (action.RequireAfter && !result.Outcome.HasAnswer()))
                return ActionResult.Skipped;
        }

        return await runner.RunAsync(action, context with { Event = Visible(action, running, context.Event) }, ended);
    }

    // An action sees the transaction metadata that its predecessors wrote, in listed order, and nobody else's. All of them have ended here.
    private static PostLoginEvent Visible(PlannedAction action, Task<ActionResult>[] running, PostLoginEvent login)
    {
        List<KeyValuePair<string, ClaimValue>>? writes = null;
        foreach (var index in action.Sees)
        {
            foreach (var command in Ended(running[index]).Commands)
            {
                if (command.Method == Command.SetTransactionMetadata)
                    (writes ??= []).Add(new(command.Text(0), command.Args[1]));
            }
        }

        return writes is null ? login : login.WithTransactionMetadata(writes);
    }

    private static ActionResult Ended(Task<ActionResult> task) => task.IsCompletedSuccessfully ? task.Result : ActionResult.Skipped;
}
