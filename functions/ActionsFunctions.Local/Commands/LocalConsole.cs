namespace ActionsFunctions.Local.Commands;

/// <summary>Where a command writes: results to one side, everything about them to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Faults.</param>
/// <param name="Colour">Whether results go to a terminal that shows colours.</param>
/// <param name="Clock">The clock.</param>
/// <param name="OpenLog">Opens the log at a level; it never goes to <paramref name="Out"/>.</param>
internal sealed record LocalConsole(TextWriter Out, TextWriter Error, bool Colour, TimeProvider Clock, Func<LogLevel, ILoggerFactory> OpenLog)
{
    // https://no-color.org: any value of NO_COLOR switches colours off.
    public static LocalConsole OfProcess() => new(
        Console.Out,
        Console.Error,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        TimeProvider.System,
        LogToStandardError);

    public int Fail(int exitCode, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Error.WriteLine(line);
        return exitCode;
    }

    private static ILoggerFactory LogToStandardError(LogLevel least) => LoggerFactory.Create(log => log
        .SetMinimumLevel(least)
        .AddFilter("Microsoft", LogLevel.Warning)
        // Its stack trace of an address that is taken; the command says that in one line.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddSimpleConsole(line => line.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
}
