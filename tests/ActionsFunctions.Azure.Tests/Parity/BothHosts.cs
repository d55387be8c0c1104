using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>Both hosts with the same settings, beside the same local tenant. Each has its own memory, so that both may get the same message.</summary>
public sealed class BothHosts : IAsyncLifetime
{
    private readonly Stack<Func<ValueTask>> stop = [];

    internal KestrelHost? Kestrel { get; private set; }

    internal FunctionsHost? Functions { get; private set; }

    internal SimulatorContext? Provider { get; private set; }

    public async Task InitializeAsync()
    {
        // Time is not what is compared: no budget may run out on a busy machine.
        var overrides = ProviderSimulators.All.ToDictionary(
            provider => $"PostLogin:Budgets:{Section(provider)}", string? (_) => "00:05:00", StringComparer.Ordinal);
        overrides[ListenAddress.UrlKey] = "http://127.0.0.1:0";
        var options = new WebhookAppOptions();
        var server = await LocalServer.StartAsync(overrides, options, CancellationToken.None);
        stop.Push(server.DisposeAsync);
        await server.WarmUp;
        Kestrel = new(server);

        var app = WebhookApp.Create(server.Settings, options);
        stop.Push(app.DisposeAsync);
        await app.WarmUpAsync(CancellationToken.None);
        Functions = new(app, options.Clock);
        Provider = new(server.Settings, options.Clock);
    }

    public async Task DisposeAsync()
    {
        Kestrel?.Dispose();
        while (stop.TryPop(out var next))
            await next();
    }

    private static string Section(IProviderSimulator simulator) =>
        IdentityProviders.ProviderTypes.All.Single(type => type.Route == simulator.Route).Section;
}
