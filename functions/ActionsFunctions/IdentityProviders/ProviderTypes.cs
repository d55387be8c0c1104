using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.IdentityProviders.AzureAdB2C;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.IdentityProviders.Okta;
using ActionsFunctions.IdentityProviders.OryHydra;
using ActionsFunctions.IdentityProviders.Supabase;
using ActionsFunctions.IdentityProviders.Zitadel;

namespace ActionsFunctions.IdentityProviders;

/// <summary>Every identity provider that can be configured. Adding one: a folder beside the others, and a line here.</summary>
public static class ProviderTypes
{
    /// <summary>The table, in the order of DESIGN's route list.</summary>
    public static IReadOnlyList<ProviderType> All { get; } =
    [
        new("auth0", "Auth0", TimeSpan.FromSeconds(5), Auth0Provider.Create),
        new("entra", "Entra", TimeSpan.FromSeconds(0.7), EntraProvider.Create),
        new("azure-ad-b2c", "AzureAdB2C", TimeSpan.FromSeconds(8), AzureAdB2CProvider.Create),
        new("okta", "Okta", TimeSpan.FromSeconds(2.4), OktaProvider.Create),
        new("ory-hydra", "OryHydra", TimeSpan.FromSeconds(8), OryHydraProvider.Create),
        new("zitadel", "Zitadel", TimeSpan.FromSeconds(2), ZitadelProvider.Create),
        new("supabase", "Supabase", TimeSpan.FromSeconds(4), SupabaseProvider.Create),
    ];
}
