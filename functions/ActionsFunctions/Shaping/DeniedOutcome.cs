using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.Shaping;

/// <summary>An outcome refused after the merge, in the same form as one that an action refused.</summary>
internal static class DeniedOutcome
{
    public static FlowOutcome Of(FlowOutcome outcome, Denial denial, IReadOnlyList<Diagnostic> diagnostics)
    {
        var names = outcome.Actions.Select(report => report.Name).ToList();
        var denier = names.IndexOf(denial.Action);
        var commands = outcome.Commands
            .Where(merged => merged.Command.WritesMetadata && names.IndexOf(merged.Action) <= denier)
            .Append(new(new(Command.Deny, [denial.Reason]), denial.Action))
            .ToList();
        var reports = outcome.Actions.Select((report, index) => index switch
        {
            _ when index < denier => report,
            _ when index == denier => report with { Outcome = ActionOutcome.Failed },
            _ => report with { Outcome = ActionOutcome.Skipped, Duration = TimeSpan.Zero },
        });
        return new(denial, commands, [.. reports], diagnostics) { Flow = outcome.Flow };
    }
}
