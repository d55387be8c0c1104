using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;

namespace ActionsFunctions.Merging;

/// <summary>
/// What would be issued otherwise if a shadow counted: compared with the entry it names in <c>ShadowOf</c>, claim by claim and command by command; else
/// with what the whole flow issued, as far as the shadow says anything about it. Names claims and methods, never a value.
/// </summary>
internal static class ShadowComparison
{
    // A shadow that is wrong altogether says so often enough.
    private const int Most = 16;

    public static IEnumerable<Diagnostic> Of(PlannedAction shadow, ActionResult said, IReadOnlyList<ActionResult> results, FlowOutcome issued)
    {
        var other = shadow.ShadowOf is { } index ? results[index] : null;
        return Differences(said, other, issued).Take(Most).Select(found => new Diagnostic(DiagnosticCodes.ShadowDiffers, shadow.Name, found.Claim, found.Reason));
    }

    private static IEnumerable<(string? Claim, string Reason)> Differences(ActionResult said, ActionResult? other, FlowOutcome issued)
    {
        if (said == ShadowRunner.NotRun || said.Late is not null || (other is null && said.Outcome == ActionOutcome.Skipped))
            return [];
        if (said.Breakdown is { } breakdown)
            return other?.Breakdown is null ? [(null, breakdown.TimedOut ? "timed out" : $"failed: {breakdown.Reason}")] : [];
        var denied = other is null ? issued.Denial is not null : other.DenyReason is not null;
        if (said.DenyReason is not null != denied)
            return said.DenyReason is not null ? [(null, "would deny the login")] : other is null ? [] : [(null, "would not deny the login")];
        if (denied)
            return [];
        var expected = new Said(other?.Commands ?? [.. issued.Commands.Select(merged => merged.Command)]);
        return Differences(new Said(said.Commands), expected, isWhole: other is not null);
    }

    // What the shadow does not say at all is a difference only beside its one counterpart: the rest of the flow says other things.
    private static IEnumerable<(string? Claim, string Reason)> Differences(Said said, Said expected, bool isWhole)
    {
        foreach (var ((token, name), value) in said.Claims)
        {
            var isThere = expected.Claims.TryGetValue((token, name), out var issued);
            if (!isThere && value.Kind != JsonValueKind.Null)
                yield return (name, $"{FlowMerger.TokenName(token)}: would be added");
            else if (isThere && value != issued)
                yield return (name, $"{FlowMerger.TokenName(token)}: would be {(value.Kind == JsonValueKind.Null ? "removed" : "another value")}");
        }

        foreach (var method in Excess(said.Others, expected.Others))
            yield return (null, $"{method}: would be added");
        if (!isWhole)
            yield break;
        foreach (var (token, name) in expected.Claims.Keys.Where(key => !said.Claims.ContainsKey(key)))
            yield return (name, $"{FlowMerger.TokenName(token)}: would be missing");
        foreach (var method in Excess(expected.Others, said.Others))
            yield return (null, $"{method}: would be missing");
    }

    private static IEnumerable<string> Excess(IReadOnlyList<Command> one, IReadOnlyList<Command> other)
    {
        var left = other.ToList();
        foreach (var command in one)
        {
            var index = left.FindIndex(known => known.Method == command.Method && known.Args.SequenceEqual(command.Args));
            if (index >= 0)
                left.RemoveAt(index);
            else
                yield return command.Method;
        }
    }

    /// <summary>Commands with the last value of each claim, and the others in order.</summary>
    private sealed class Said
    {
        public Said(IReadOnlyList<Command> commands)
        {
            foreach (var command in commands)
            {
                if (command.ClaimOf is { } token)
                    Claims[(token, command.Text(0))] = command.Args[1];
                else if (command.Method is not (Command.LostClaim or Command.Deny))
                    Others.Add(command);
            }
        }

        public OrderedDictionary<(Token Token, string Name), ClaimValue> Claims { get; } = [];

        public List<Command> Others { get; } = [];
    }
}
