using System.Collections.Immutable;
using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Generated;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Testing;

/// <summary>What a flow is simulated with.</summary>
/// <param name="Json">The text of its file.</param>
internal sealed record FlowSetup(string Json)
{
    public ImmutableDictionary<string, string?> Settings { get; init; } = ImmutableDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ActionType> Types { get; init; } = ActionTypes.All;

    public IProviderSimulator Provider { get; init; } = ProviderSimulators.Find("auth0")!;

    public UpstreamStub? Upstream { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The flow, the development credentials of the provider, and what the test says, which wins.</summary>
    public IConfigurationRoot Configuration(Uri publisher) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json)))
        .AddInMemoryCollection(Provider.DevelopmentSettings(publisher))
        .AddInMemoryCollection(Upstream?.Settings ?? ImmutableDictionary<string, string?>.Empty)
        .AddInMemoryCollection(Settings)
        .Build();
}
