using System.Text;
using ActionsFunctions.Answering;
using ActionsFunctions.Planning;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Flow;

/// <summary>Looks at a flow file before anybody runs it.</summary>
internal static class FlowCommands
{
    public static LocalCommand Check { get; } = new(
        "flow check", "FILE", "every fault of a flow file as 'key: message'; exit 0 none, 1 some", new(["file"], [], []), CheckAsync);

    public static LocalCommand Explain { get; } = new(
        "flow explain", "FILE [--json|--mermaid]", "the flow as a picture: levels, times against each provider's budget, conditions, policies, claims",
        new(["file"], [], ["--json", "--mermaid"]), ExplainAsync);

    // The faults are what was asked for: they are the result, and go where results go.
    private static async Task<int> CheckAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken)
    {
        using var log = console.OpenLog(LogLevel.Warning);
        try
        {
            await using var flow = OfflineFlow.Open(arguments[0], console.Clock, log);
            console.Out.WriteLine($"no faults: {flow.Plan.Actions.Count} actions, hash {flow.Plan.Hash}");
            return ExitCode.Done;
        }
        catch (InvalidSettingsException invalid)
        {
            foreach (var fault in invalid.Faults)
                console.Out.WriteLine(fault);
            return ExitCode.Failed;
        }
    }

    private static Task<int> ExplainAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken) => StartFaults.ReportAsync(console, async () =>
    {
        if (arguments.Has("--json") && arguments.Has("--mermaid"))
            return LocalCommands.Refuse(console, "only one of --json and --mermaid");
        using var log = console.OpenLog(LogLevel.Error);
        await using var flow = OfflineFlow.Open(arguments[0], console.Clock, log);
        if (arguments.Has("--json"))
            console.Out.WriteLine(Encoding.UTF8.GetString(JsonBody.Write(flow.Plan, static (json, plan) => FlowDocument.Write(json, plan)).Span));
        else if (arguments.Has("--mermaid"))
            FlowMermaid.Write(flow.Plan, console.Out);
        else
            new FlowText(flow.Plan, console).Write(flow.Budgets());
        return ExitCode.Done;
    });
}
