using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Plays one login of one provider and reports what came of it.</summary>
internal static class LoginCommand
{
    public static LocalCommand Command { get; } = new(
        "login", LoginOptions.Synopsis, "one login, self-contained or against a server that runs; exit 0 issued, 3 denied, 4 rejected or late",
        LoginOptions.Syntax, RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken)
    {
        if (LoginOptions.Read(arguments, console.Clock, out var fault) is not { } options)
            return LocalCommands.Refuse(console, fault!);
        using var log = console.OpenLog(LogLevel.Warning);
        return await StartFaults.ReportAsync(console, async () =>
        {
            LoginReport? observed = null;
            var host = new WebhookAppOptions { Clock = console.Clock, Log = log, Observe = report => observed = report };
            await using var target = await LoginTarget.OpenAsync(options.Url, host, cancellationToken);
            var player = new LoginPlayer(target, console.Clock, () => observed);
            var played = await player.PlayAsync(options, cancellationToken);
            if (options.Record is { } file && observed is not null)
                await LoginRecording.WriteAsync(file, observed, target.Settings, cancellationToken);
            return Report(played, console);
        });
    }

    private static int Report(PlayedLogin login, LocalConsole console)
    {
        if (login.Exchange.Fault is { } fault && login.Exchange.Answer is null)
            console.Error.WriteLine($"{login.Exchange.Url}: {fault}");
        if (login.Options.Json)
            LoginJson.Write(login, console.Out);
        else
            new LoginText(console).Write(login);
        return login.Verdict.Outcome switch
        {
            SimulatedOutcome.Issued => ExitCode.Done,
            SimulatedOutcome.Denied => ExitCode.Denied,
            _ => ExitCode.Rejected,
        };
    }
}
