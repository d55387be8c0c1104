using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Plays a login as its provider does: one signed call, or two where the provider makes two.</summary>
/// <param name="target">The server that is called.</param>
/// <param name="clock">The provider's clock.</param>
/// <param name="observed">What the server saw of the latest call; null where it runs elsewhere.</param>
internal sealed class LoginPlayer(LoginTarget target, TimeProvider clock, Func<LoginReport?> observed)
{
    private readonly SimulatorContext context = new(target.Settings, clock);

    public async Task<PlayedLogin> PlayAsync(LoginOptions options, CancellationToken cancellationToken)
    {
        var body = options.Event is { } login ? options.Simulator.Translate(login, context) : options.Raw;
        var first = await CallAsync(options, body, cancellationToken);
        // A raw body is sent as it is, and alone.
        if (first.Verdict.Outcome == SimulatedOutcome.Issued && options.Event is not null && options.Simulator.Second(first.Exchange.Call) is { } second)
            return Joined(first, await CallAsync(options, second, cancellationToken));
        return first;
    }

    private async Task<PlayedLogin> CallAsync(LoginOptions options, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var call = options.Simulator.Call(body, context);
        if (target.Settings[ListenAddress.FunctionKeyKey] is { Length: > 0 } key)
            call = call with { Headers = [.. call.Headers, new("x-functions-key", key, Reusable: true)] };
        var exchange = await new ProviderClient(clock).SendAsync(target.RouteOf(options.Simulator), call, options.Simulator.Deadline, cancellationToken);
        return new(options, exchange, options.Simulator.Judge(exchange.Call, exchange.Answer), observed());
    }

    // Two calls that are both answered well make one login; otherwise the second is the one to look at.
    private static PlayedLogin Joined(PlayedLogin first, PlayedLogin second) => second.Verdict.Outcome == SimulatedOutcome.Issued
        ? first with { Verdict = first.Verdict.With(second.Verdict), Other = second }
        : second with { Other = first };
}
