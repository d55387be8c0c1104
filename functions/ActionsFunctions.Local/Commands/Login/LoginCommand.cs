using ActionsFunctions.Hosting;
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
            var exchange = await SendAsync(options, target, console.Clock, cancellationToken);
            var verdict = options.Simulator.Judge(exchange.Call, exchange.Answer);
            return Report(new(options, exchange, verdict, observed), console);
        });
    }

    private static async Task<Exchange> SendAsync(LoginOptions options, LoginTarget target, TimeProvider clock, CancellationToken cancellationToken)
    {
        var context = new SimulatorContext(target.Settings, clock);
        var body = options.Event is { } login ? options.Simulator.Translate(login, context) : options.Raw;
        var call = options.Simulator.Call(body, context);
        if (target.Settings[ListenAddress.FunctionKeyKey] is { Length: > 0 } key)
            call = call with { Headers = [.. call.Headers, new("x-functions-key", key, Reusable: true)] };
        return await new ProviderClient(clock).SendAsync(target.RouteOf(options.Simulator), call, options.Simulator.Deadline, cancellationToken);
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
