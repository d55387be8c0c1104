using ActionsFunctions.Actions;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Testing;

/// <summary>
/// A flow in the whole product, called by a provider's simulator: signed as the provider signs, and judged by what the provider accepts. Immutable;
/// every <c>With</c> gives a new one.
/// </summary>
public sealed class FlowSimulation
{
    private readonly FlowSetup setup;

    internal FlowSimulation(FlowSetup setup) => this.setup = setup;

    /// <summary>Any setting, by its full key: <c>PostLogin:Actions:0:Settings:Url</c>.</summary>
    public FlowSimulation With(string key, string value) => new(setup with { Settings = setup.Settings.SetItem(key, value) });

    /// <summary>Several settings.</summary>
    public FlowSimulation With(params IEnumerable<(string Key, string Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Aggregate(this, static (simulation, setting) => simulation.With(setting.Key, setting.Value));
    }

    /// <summary>Action types beside those of the product; one of a name that the product has stands in for it.</summary>
    public FlowSimulation Knowing(params ActionType[] types) =>
        new(setup with { Types = [.. setup.Types.Where(known => !types.Any(type => type.Name == known.Name)), .. types] });

    /// <summary>The upstream that stands in for Graph and its token endpoint; a backend is named by its own settings.</summary>
    public FlowSimulation Calling(UpstreamStub upstream) => new(setup with { Upstream = upstream });

    /// <summary>The clock of the product and of the provider; default the system's.</summary>
    public FlowSimulation At(TimeProvider clock) => new(setup with { Clock = clock });

    /// <summary>The provider that calls, by its route: <c>entra</c>.</summary>
    /// <exception cref="ArgumentException">There is no such provider.</exception>
    public FlowSimulation Through(string provider) => new(setup with
    {
        Provider = ProviderSimulators.Find(provider)
            ?? throw new ArgumentException($"'{provider}' is no provider; known: {string.Join(", ", ProviderSimulators.All.Select(known => known.Route))}", nameof(provider)),
    });

    /// <summary>Starts the product for several logins: what it keeps, it keeps from login to login.</summary>
    /// <exception cref="InvalidSettingsException">The flow has mistakes; all of them are in it.</exception>
    public Task<RunningFlow> StartAsync() => RunningFlow.StartAsync(setup);

    /// <summary>Plays one login.</summary>
    /// <exception cref="InvalidSettingsException">The flow has mistakes; all of them are in it.</exception>
    public async Task<SimulatedLogin> RunAsync(Login login, CancellationToken cancellationToken = default)
    {
        await using var flow = await StartAsync();
        return await flow.RunAsync(login, cancellationToken);
    }
}
