using ActionsFunctions.Local.Commands.Flow;
using ActionsFunctions.Recording;

namespace ActionsFunctions.Local.Commands.Replay;

/// <summary>Runs a recorded login again, with this code and this or another flow, and says what comes out otherwise.</summary>
internal static class ReplayCommand
{
    public static LocalCommand Command { get; } = new(
        "replay", "FILE [--flow FILE]", "a recorded login once more; exit 0 the same outcome, 1 another", new(["file"], ["--flow"], []), RunAsync);

    private static Task<int> RunAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken) => StartFaults.ReportAsync(console, async () =>
    {
        if (Read(arguments[0], out var fault) is not { } login)
            return LocalCommands.Refuse(console, $"{arguments[0]} {fault}");
        using var log = console.OpenLog(LogLevel.Error);
        await using var flow = OfflineFlow.Open(arguments.Value("--flow"), console.Clock, log);
        var now = await FlowReplay.RunAsync(flow.Plan, login, cancellationToken);
        var differences = login.Outcome.DifferencesTo(now);
        foreach (var line in differences)
            console.Out.WriteLine(line);
        if (differences.Count > 0)
            return ExitCode.Failed;
        console.Out.WriteLine($"the same: {now.Actions.Count} actions, {now.Commands.Count} commands");
        return ExitCode.Done;
    });

    private static RecordedLogin? Read(string path, out string fault)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length <= RecordedLoginFile.MaxBytes)
                return RecordedLoginFile.Read(File.ReadAllBytes(path), out fault);
            fault = "is too large";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"cannot be read: {unreadable.Message}";
        }

        return null;
    }
}
