using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Commands.Flow;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Local.Commands.Replay;

namespace ActionsFunctions.Local.Commands;

/// <summary>A command of the command line.</summary>
/// <param name="Name">Its words; none for the command without a name.</param>
/// <param name="Synopsis">What follows the name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Syntax">What it takes.</param>
/// <param name="RunAsync">Runs it to its exit code.</param>
internal sealed record LocalCommand(
    string Name, string Synopsis, string Summary, Syntax Syntax, Func<Arguments, LocalConsole, CancellationToken, Task<int>> RunAsync);

/// <summary>Every command, and the way to it.</summary>
internal static class LocalCommands
{
    private const string Program = "ActionsFunctions.Local";

    public static IReadOnlyList<LocalCommand> All { get; } =
    [
        ServeCommand.Command,
        LoginCommand.Command,
        DoctorCommand.Command,
        FlowCommands.Check,
        FlowCommands.Explain,
        ReplayCommand.Command,
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> words, LocalConsole console, CancellationToken cancellationToken)
    {
        if (words.Any(word => word is "--help" or "-h") || words is ["help"])
            return Help(console.Out, ExitCode.Done);
        var command = All.Where(command => Matches(command, words)).MaxBy(command => command.Name.Length)!;
        var rest = words.Skip(Words(command).Length).ToList();
        if (command.Name.Length == 0 && rest is [var unknown, ..] && !unknown.StartsWith('-'))
            return Refuse(console, $"unknown command: {unknown}");
        return Arguments.Parse(rest, command.Syntax, out var fault) is { } arguments
            ? await command.RunAsync(arguments, console, cancellationToken)
            : Refuse(console, fault!);
    }

    /// <summary>Says what is wrong and how it would be right.</summary>
    public static int Refuse(LocalConsole console, string fault)
    {
        console.Error.WriteLine(fault);
        console.Error.WriteLine();
        return Help(console.Error, ExitCode.Usage);
    }

    private static bool Matches(LocalCommand command, IReadOnlyList<string> words) => words.Take(Words(command).Length).SequenceEqual(Words(command), StringComparer.Ordinal);

    private static string[] Words(LocalCommand command) => command.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Help(TextWriter to, int exitCode)
    {
        to.WriteLine("usage:");
        foreach (var command in All)
        {
            to.WriteLine($"  {string.Join(' ', new[] { Program, command.Name, command.Synopsis }.Where(part => part.Length > 0))}");
            to.WriteLine($"      {command.Summary}");
        }

        return exitCode;
    }
}
