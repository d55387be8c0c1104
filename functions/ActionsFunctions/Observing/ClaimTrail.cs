using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Running;

namespace ActionsFunctions.Observing;

/// <summary>What became of one claim of one token: everybody who wrote it, in listed order. At most one of the writes is issued.</summary>
/// <param name="Token">The token.</param>
/// <param name="Name">The claim's name, as the actions wrote it.</param>
/// <param name="Writes">Who wrote it.</param>
public sealed record ClaimTrail(Token Token, string Name, IReadOnlyList<ClaimWrite> Writes)
{
    /// <summary>The trails of all claims of a login, in the order of their first writes.</summary>
    public static IReadOnlyList<ClaimTrail> Of(LoginReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var trails = new OrderedDictionary<(Token, string), List<(string Action, Command Command)>>();
        foreach (var i in report.Plan.Issued)
        {
            foreach (var command in report.Results[i].Commands)
            {
                if (command.ClaimOf is { } token)
                    WritesOf(trails, (token, command.Text(0))).Add((report.Plan.Actions[i].Name, command));
            }

            if (report.Results[i].EndsFlow)
                break;
        }

        return [.. trails.Select(trail => new ClaimTrail(trail.Key.Item1, trail.Key.Item2, [.. trail.Value.Select((_, index) => Judge(report, trail.Value, index))]))];
    }

    private static List<(string, Command)> WritesOf(OrderedDictionary<(Token, string), List<(string, Command)>> trails, (Token, string) claim)
    {
        if (!trails.TryGetValue(claim, out var writes))
            trails.Add(claim, writes = []);
        return writes;
    }

    private static ClaimWrite Judge(LoginReport report, List<(string Action, Command Command)> writes, int index)
    {
        var (action, command) = writes[index];
        var write = new ClaimWrite(action, command.Args[1]);
        if (index + 1 < writes.Count)
            return write with { Fate = ClaimFate.Overridden, By = writes[index + 1].Action };
        if (report.Outcome.Commands.FirstOrDefault(merged => ReferenceEquals(merged.Said, command)) is { } issued)
            return write with { Fate = ClaimFate.Issued, Issued = new(issued.ClaimName, issued.Command.Args[1], action) };
        if (report.Outcome.Denial is { } denial)
            return write with { Fate = ClaimFate.Denied, By = denial.Action };
        return report.Merged.Commands.Any(merged => ReferenceEquals(merged.Said, command))
            ? write with { Fate = ClaimFate.Dropped, Reason = Reason(report, action, command) }
            : write with { Fate = ClaimFate.Removed };
    }

    private static string? Reason(LoginReport report, string action, Command command) => report.Outcome.Diagnostics.FirstOrDefault(diagnostic =>
        diagnostic.Code is DiagnosticCodes.ClaimDropped or DiagnosticCodes.ClaimCollapsed
        && diagnostic.Action == action
        && diagnostic.Claim == command.Text(0)
        && diagnostic.Reason.StartsWith(FlowMerger.TokenName(command.ClaimOf!.Value), StringComparison.Ordinal))?.Reason;
}

/// <summary>One write of a claim.</summary>
/// <param name="Action">The flow entry that wrote it.</param>
/// <param name="Value">What it wrote; null removes what an earlier entry wrote.</param>
public sealed record ClaimWrite(string Action, ClaimValue Value)
{
    /// <summary>What became of it.</summary>
    public ClaimFate Fate { get; init; }

    /// <summary>The entry that won over it or refused the login; null where there is none.</summary>
    public string? By { get; init; }

    /// <summary>Why the provider cannot carry it, where that is known.</summary>
    public string? Reason { get; init; }

    /// <summary>The claim as the provider carries it; null where it is not issued.</summary>
    public MergedClaim? Issued { get; init; }
}

/// <summary>What became of a write of a claim.</summary>
public enum ClaimFate
{
    /// <summary>It is in the answer.</summary>
    Issued,

    /// <summary>A later write of the same claim won.</summary>
    Overridden,

    /// <summary>It is a null: it removed what was written before, and nothing is issued.</summary>
    Removed,

    /// <summary>The provider cannot carry it.</summary>
    Dropped,

    /// <summary>The login was refused.</summary>
    Denied,
}
