using ActionsFunctions.Local.Commands;

namespace ActionsFunctions.Setup.Commands;

/// <summary>A command of the command line.</summary>
/// <param name="Name">Its two words.</param>
/// <param name="Synopsis">What follows the name, before what every command takes.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Values">Its own options; each has a value.</param>
/// <param name="Prepare">Reads them; null with a fault where they are wrong.</param>
internal sealed record SetupCommand(string Name, string Synopsis, string Summary, IReadOnlyList<string> Values, PrepareCommand Prepare);

/// <summary>Reads a command's own options.</summary>
internal delegate SetupWork? PrepareCommand(Arguments arguments, SharedOptions shared, SetupConsole console, out string? fault);

/// <summary>Every command, and the way to it.</summary>
internal static class SetupCommands
{
    private const string Program = "ActionsFunctions.Setup";

    public static IReadOnlyList<SetupCommand> All { get; } = [ConnectCommand.Command, DisconnectCommand.Command, GrantCommand.Command];

    public static async Task<int> RunAsync(IReadOnlyList<string> words, SetupConsole console, CancellationToken cancellationToken)
    {
        if (words.Any(word => word is "--help" or "-h") || words is ["help"])
            return Help(console.Out, ExitCode.Done);
        if (All.FirstOrDefault(known => words.Take(2).SequenceEqual(known.Name.Split(' '), StringComparer.Ordinal)) is not { } command)
            return Refuse(console, words.Count == 0 ? "which command?" : $"unknown command: {string.Join(' ', words.Take(2))}");
        var syntax = SharedOptions.Syntax([.. command.Values]);
        if (Arguments.Parse([.. words.Skip(2)], syntax, out var fault) is not { } arguments
            || SharedOptions.Read(arguments, out fault) is not { } shared
            || command.Prepare(arguments, shared, console, out fault) is not { } work)
            return Refuse(console, fault!);
        return await SetupRun.RunAsync(command.Name, work, shared, console, cancellationToken);
    }

    private static int Refuse(SetupConsole console, string fault)
    {
        console.Error.WriteLine(fault);
        console.Error.WriteLine();
        return Help(console.Error, ExitCode.Usage);
    }

    private static int Help(TextWriter to, int exitCode)
    {
        to.WriteLine("usage:");
        foreach (var command in All)
        {
            to.WriteLine($"  {Program} {command.Name} {command.Synopsis} <tenant>");
            to.WriteLine($"      {command.Summary}");
        }

        to.WriteLine();
        to.WriteLine($"<tenant>: {SharedOptions.Synopsis}");
        return exitCode;
    }
}
