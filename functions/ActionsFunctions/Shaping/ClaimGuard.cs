using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Shaping;

/// <summary>
/// Step 7: what a provider's tokens cannot carry is taken out of the outcome and reported. In this order: names, value types, one shared map,
/// sizes, other commands. A claim of an entry with <c>OnFailure: deny</c> that is lost here refuses the login.
/// </summary>
public sealed class ClaimGuard
{
    private readonly ClaimRules rules;
    private readonly FlowOutcome outcome;
    private readonly List<Diagnostic> diagnostics;
    private readonly List<MergedCommand> kept;
    private Denial? denial;

    private ClaimGuard(ClaimRules rules, FlowOutcome outcome)
    {
        this.rules = rules;
        this.outcome = outcome;
        diagnostics = [.. outcome.Diagnostics];
        kept = new(outcome.Commands.Count);
    }

    /// <summary>Applies a provider's rules.</summary>
    /// <param name="outcome">The merged outcome.</param>
    /// <param name="rules">What the provider can carry.</param>
    /// <param name="refuseUnsupported"><c>PostLogin:Unsupported</c> is <c>fail</c>: a command that cannot be honoured refuses the login.</param>
    public static FlowOutcome Apply(FlowOutcome outcome, ClaimRules rules, bool refuseUnsupported = false)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(rules);
        var guard = new ClaimGuard(rules, outcome);
        for (var i = 0; i < outcome.Commands.Count; i++)
            guard.Add(outcome.Commands[i], refuseUnsupported);
        if (rules.SharedMap)
            guard.Collapse();
        guard.Fit();
        return guard.Result();
    }

    private void Add(MergedCommand merged, bool refuseUnsupported)
    {
        var command = merged.Command;
        if (command.ClaimOf is { } token)
        {
            AddClaim(merged, token);
        }
        else if (command.Method == Command.Deny || rules.Honours(command.Method))
        {
            kept.Add(merged);
        }
        else
        {
            diagnostics.Add(new(DiagnosticCodes.CommandUnsupported, merged.Action, null, $"{command.Method}: this provider has no such thing"));
            if (refuseUnsupported)
                Refuse(merged.Action, $"command-unsupported:{command.Method}");
        }
    }

    private void AddClaim(MergedCommand merged, Token token)
    {
        var name = merged.ClaimName;
        if (rules.RefuseName(token, name) is { } reason)
        {
            Drop(merged, token, reason);
            return;
        }

        if (merged.Command.Args[1].IsDeeperThan(StrictJson.MaxValueDepth))
        {
            Drop(merged, token, $"nested to more than {StrictJson.MaxValueDepth} levels");
            return;
        }

        var shaped = rules.ShapeValue(token, name, merged.Command.Args[1]);
        if (shaped.Refused is not null)
        {
            Drop(merged, token, shaped.Refused);
            return;
        }

        var carried = rules.NameInToken(token, name);
        var renamed = carried == name ? null : $"carried as {carried}";
        if (renamed is null && shaped.Converted is null)
        {
            kept.Add(merged);
            return;
        }

        var changes = string.Join("; ", new[] { renamed, shaped.Converted }.OfType<string>());
        diagnostics.Add(new(DiagnosticCodes.ClaimConverted, merged.Action, name, $"{FlowMerger.TokenName(token)}: {changes}"));
        kept.Add(merged with { Command = new(merged.Command.Method, [carried, shaped.Value]), ClaimName = carried });
    }

    // Both tokens share one map: of two different values the later command's stays, and equal ones stand once.
    private void Collapse()
    {
        var last = new Dictionary<string, MergedCommand>(StringComparer.Ordinal);
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var merged = kept[i];
            if (merged.Command.ClaimOf is not { } token || last.TryAdd(merged.ClaimName, merged))
                continue;
            kept.RemoveAt(i);
            if (last[merged.ClaimName].Command.Args[1] != merged.Command.Args[1])
                diagnostics.Add(new(DiagnosticCodes.ClaimCollapsed, merged.Action, merged.ClaimName, $"{FlowMerger.TokenName(token)}: both tokens share one claim map, and the later command's value is used"));
        }
    }

    private void Fit()
    {
        if (rules.MaxBytes == int.MaxValue)
            return;
        Span<int> used = [0, 0];
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i].Command.ClaimOf is not { } token)
                continue;
            ref var total = ref used[rules.SharedLimit ? 0 : (int)token];
            var size = rules.SizeOf(kept[i].Command);
            if (total + size <= rules.MaxBytes)
            {
                total += size;
                continue;
            }

            Drop(kept[i], token, $"claims would exceed the provider's {rules.MaxBytes} bytes");
            kept.RemoveAt(i--);
        }
    }

    private void Drop(MergedCommand merged, Token token, string reason)
    {
        diagnostics.Add(new(DiagnosticCodes.ClaimDropped, merged.Action, merged.ClaimName, $"{FlowMerger.TokenName(token)}: {reason}"));
        if (merged.Required)
            Refuse(merged.Action, $"action-failed:{merged.Action}");
    }

    // Of several refusals the earliest listed wins, as in the flow; the rules find them in another order.
    private void Refuse(string action, string reason)
    {
        foreach (var report in outcome.Actions)
        {
            if (report.Name == denial?.Action)
                return;
            if (report.Name == action)
                denial = new(action, reason);
        }
    }

    private FlowOutcome Result() => denial is null || outcome.Denial is not null
        ? outcome with { Commands = kept, Diagnostics = diagnostics }
        : DeniedOutcome.Of(outcome, denial, diagnostics);
}
