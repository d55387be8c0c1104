using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;

namespace ActionsFunctions.Merging;

/// <summary>
/// Step 6: merges the results of a flow in listed order, whatever the order in which they came in. Of two claims of the same name and token the
/// later listed wins and the loser is in the diagnostics; a null value removes what an earlier action set. A denial leaves the metadata commands of
/// everything listed up to the denier, then the denial.
/// </summary>
public sealed class FlowMerger
{
    private readonly List<MergedCommand?> commands;
    private readonly Dictionary<(Token, string), int> claims;
    private readonly List<Diagnostic> diagnostics = [];
    private Denial? denial;
    private string? continuation;

    private FlowMerger(int commands)
    {
        this.commands = new(commands);
        claims = new(commands);
    }

    /// <summary>Merges results, one per planned action in listed order.</summary>
    public static FlowOutcome Merge(FlowPlan plan, IReadOnlyList<ActionResult> results)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(results);
        var count = 0;
        for (var i = 0; i < results.Count; i++)
            count += results[i].Commands.Count;
        var merger = new FlowMerger(count);
        var reports = new ActionReport[results.Count];
        var heard = results.Count;
        for (var i = 0; i < results.Count; i++)
        {
            var result = i < heard ? results[i] : ActionResult.Skipped;
            if (!plan.Actions[i].Shadow)
                merger.Add(plan.Actions[i], result);
            if (heard == results.Count && (merger.denial is not null || merger.continuation is not null))
                heard = i + 1;
            reports[i] = new(plan.Actions[i].Name, plan.Actions[i].Type, result.Outcome, result.Duration);
        }

        var outcome = new FlowOutcome(merger.denial, merger.Surviving(), reports, merger.diagnostics)
        {
            Continuation = merger.continuation,
            Flow = plan.Version is null ? null : new(plan.Version, plan.Hash),
        };
        // After everything else: what shadows would have changed is no part of what happened.
        foreach (var i in plan.Shadows)
        {
            if (i < heard)
                merger.diagnostics.AddRange(ShadowComparison.Of(plan.Actions[i], results[i], results, outcome));
        }

        return outcome;
    }

    private void Add(PlannedAction action, ActionResult result)
    {
        if (result.Breakdown is { } breakdown)
            Explain(action, result.Outcome, breakdown);
        if (result.Outcome == ActionOutcome.Stale)
            diagnostics.Add(new(DiagnosticCodes.StaleUsed, action.Name, null, "the last good answer stands in"));
        if (result.DenyReason is { } reason)
            denial = new(action.Name, reason);
        if (result.Suspends)
            continuation = action.Name;
        for (var i = 0; i < result.Commands.Count; i++)
        {
            var command = result.Commands[i];
            if (command.ClaimOf is { } token)
                AddClaim(action, token, command);
            else if (command.Method == Command.LostClaim)
                diagnostics.Add(new(DiagnosticCodes.ClaimDropped, action.Name, command.Text(0), command.Text(1)));
            else if (command.Method != Command.Deny)
                commands.Add(new(command, action.Name));
        }
    }

    private void AddClaim(PlannedAction action, Token token, Command command)
    {
        var name = command.Text(0);
        if (claims.Remove((token, name), out var position) && commands[position] is { } loser)
        {
            commands[position] = null;
            if (loser.Action != action.Name)
                diagnostics.Add(new(DiagnosticCodes.ClaimOverridden, loser.Action, name, $"{TokenName(token)}: a later action, {action.Name}, set or removed it"));
        }

        if (command.Args[1].Kind == JsonValueKind.Null)
            return;
        claims[(token, name)] = commands.Count;
        commands.Add(new(command, action.Name, name) { Required = action.OnFailure == OnFailure.Deny });
    }

    private void Explain(PlannedAction action, ActionOutcome outcome, Breakdown breakdown)
    {
        diagnostics.Add(new(breakdown.TimedOut ? DiagnosticCodes.ActionTimedOut : DiagnosticCodes.ActionFailed, action.Name, null, breakdown.Reason));
        if (outcome == ActionOutcome.Defaulted)
            diagnostics.Add(new(DiagnosticCodes.DefaultUsed, action.Name, null, "the configured claims stand in"));
    }

    private List<MergedCommand> Surviving()
    {
        var surviving = new List<MergedCommand>(commands.Count + 1);
        foreach (var merged in commands)
        {
            if (merged is not null && (denial is null || merged.Command.WritesMetadata))
                surviving.Add(merged);
        }

        if (denial is not null)
            surviving.Add(new(new(Command.Deny, [denial.Reason]), denial.Action));
        return surviving;
    }

    internal static string TokenName(Token token) => token == Token.Id ? "idToken" : "accessToken";
}
