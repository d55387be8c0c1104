using ActionsFunctions.Testing.Simulators.Auth0;
using ActionsFunctions.Testing.Simulators.AzureAdB2C;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Testing.Simulators.Okta;
using ActionsFunctions.Testing.Simulators.OryHydra;
using ActionsFunctions.Testing.Simulators.Supabase;
using ActionsFunctions.Testing.Simulators.Zitadel;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>Every provider that can be simulated. Adding one: a folder beside the others, and a line here.</summary>
public static class ProviderSimulators
{
    /// <summary>The table, in the order of the routes.</summary>
    public static IReadOnlyList<IProviderSimulator> All { get; } =
    [
        new Auth0Simulator(),
        new EntraSimulator(),
        new AzureAdB2CSimulator(),
        new OktaSimulator(),
        new OryHydraSimulator(),
        new ZitadelSimulator(),
        new SupabaseSimulator(),
    ];

    /// <summary>The simulator of a route, or null.</summary>
    public static IProviderSimulator? Find(string route) => All.FirstOrDefault(simulator => simulator.Route == route);
}
