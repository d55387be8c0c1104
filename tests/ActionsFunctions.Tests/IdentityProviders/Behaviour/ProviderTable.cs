using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Auth0;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>Every provider that passes the suite: a line each.</summary>
internal static class ProviderTable
{
    public static IReadOnlyList<ProviderBehaviour> All { get; } =
    [
        new(new Auth0Simulator(), CallerCredentials.List("IdentityProviders:Auth0:SigningSecrets", Whsec("auth0, the new one"), Whsec("auth0, the old one"), Whsec("auth0, a stranger's")))
        {
            ReservedClaim = "azp",
            MaxClaimBytes = 100_000,
            WithoutUser = SimulatedOutcome.Rejected,
            WrongShapes = ["[]", "{}", """{"event":[]}""", """{"event":{"user":{"user_id":7}}}"""],
        },
    ];

    public static ProviderBehaviour Of(string route) => All.Single(provider => provider.Route == route);

    private static string Whsec(string sentence) => StandardWebhookSignature.DevelopmentSecret(sentence.PadRight(24, '.'));
}
