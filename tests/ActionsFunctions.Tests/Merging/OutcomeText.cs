using System.Globalization;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Merging;

/// <summary>An outcome, a line for everything that it holds.</summary>
internal static class OutcomeText
{
    public static IReadOnlyList<string> Of(FlowOutcome outcome) =>
    [
        .. outcome.Denial is { } denial ? [$"denied by {denial.Action}: {denial.Reason}"] : (string[])[],
        .. outcome.Continuation is { } action ? [$"goes on at {action}"] : (string[])[],
        .. outcome.Flow is { } flow ? [$"flow {flow.Version} {flow.Hash}"] : (string[])[],
        .. outcome.Commands.Select(merged => $"{merged.Action}: {Of(merged.Command)}{(merged.ClaimName.Length > 0 ? $" as {merged.ClaimName}" : "")}{(merged.Required ? ", required" : "")}"),
        .. outcome.Actions.Select(report => string.Create(CultureInfo.InvariantCulture, $"{report.Name} ({report.Type}) {report.Outcome.Name()} in {report.Duration.TotalMilliseconds} ms")),
        .. outcome.Diagnostics.Select(found => $"{found.Code} {found.Action} {found.Claim ?? "-"}: {found.Reason}"),
    ];

    private static string Of(Command command) => $"{command.Method}({string.Join(", ", command.Args.Select(arg => arg.Element.GetRawText()))})";
}
