using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Local.Hosting;
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
            var context = new SimulatorContext(target.Settings, console.Clock);
            var body = options.Event is { } login ? options.Simulator.Translate(login, context) : options.Raw;
            var exchange = await SendAsync(options, target, context, body, cancellationToken);
            var played = new PlayedLogin(options, exchange, options.Simulator.Judge(exchange.Call, exchange.Answer), observed);
            // A raw body is sent as it is, and alone.
            if (played.Verdict.Outcome == SimulatedOutcome.Issued && options.Event is not null && options.Simulator.Second(exchange.Call) is { } second)
                played = Joined(played, await SendAsync(options, target, context, second, cancellationToken), observed);
            return Report(played, console);
        });
    }

    private static async Task<Exchange> SendAsync(LoginOptions options, LoginTarget target, SimulatorContext context, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var call = options.Simulator.Call(body, context);
        if (target.Settings[ListenAddress.FunctionKeyKey] is { Length: > 0 } key)
            call = call with { Headers = [.. call.Headers, new("x-functions-key", key, Reusable: true)] };
        return await new ProviderClient(context.Clock).SendAsync(target.RouteOf(options.Simulator), call, options.Simulator.Deadline, cancellationToken);
    }

    // Two calls that are both answered well make one login; otherwise the second is the one to look at.
    private static PlayedLogin Joined(PlayedLogin first, Exchange second, LoginReport? observed)
    {
        var verdict = first.Options.Simulator.Judge(second.Call, second.Answer);
        return verdict.Outcome == SimulatedOutcome.Issued
            ? first with
            {
                Verdict = first.Verdict with
                {
                    Tokens = new(first.Verdict.Tokens?.IdToken ?? verdict.Tokens?.IdToken, verdict.Tokens?.AccessToken ?? first.Verdict.Tokens?.AccessToken),
                    Notes = [.. first.Verdict.Notes.Union(verdict.Notes, StringComparer.Ordinal)],
                },
            }
            : new(first.Options, second, verdict, observed);
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
