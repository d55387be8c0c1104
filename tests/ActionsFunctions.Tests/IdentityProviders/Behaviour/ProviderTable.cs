using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Simulators.Auth0;
using ActionsFunctions.Testing.Simulators.AzureAdB2C;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Testing.Simulators.Okta;
using ActionsFunctions.Testing.Simulators.OryHydra;
using ActionsFunctions.Testing.Simulators.Supabase;
using ActionsFunctions.Testing.Simulators.Zitadel;

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
        new(new AzureAdB2CSimulator(), CallerCredentials.List("IdentityProviders:AzureAdB2C:Passwords", "the new: one", "the old: one", "a stranger's"))
        {
            NameInToken = static name => "extension_" + name[(name.LastIndexOf('/') + 1)..],
            ReservedClaim = "email",
            WrongType = JsonElement.Parse("""{"level":2}"""u8),
            WrongShapes = ["[]", "null", """{"step":7}""", """{"step":"PostPasswordReset"}""", """{"step":"PreTokenIssuance","identities":{}}"""],
        },
        new(new EntraSimulator(), CallerCredentials.Token("IdentityProviders:Entra:Audience", "5a5a5a5a-0000-4000-8000-00000000a9d1", "5a5a5a5a-0000-4000-8000-00000000a9d2"))
        {
            ReservedClaim = "groups",
            MaxClaimBytes = 3_072,
            WrongType = JsonElement.Parse("""{"level":2}"""u8),
            WrongShapes = ["[]", "null", "{}", """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart"}""", """{"type":"somethingElse","data":{}}"""],
        },
        new(new OktaSimulator(), CallerCredentials.List("IdentityProviders:Okta:AuthorizationSecrets", "the new one", "the old one", "a stranger's"))
        {
            ReservedClaim = "groups",
            MaxClaimBytes = 250_000,
            StatusWhenUnchanged = 204,
            WrongShapes = ["[]", "null", "{}", """{"data":{}}""", """{"data":{"context":[]}}""", """{"eventType":"com.okta.saml.tokens.transform","data":{"context":{}}}""", """{"data":{"context":{"user":"ada"}}}"""],
        },
        new(new OryHydraSimulator(), CallerCredentials.List("IdentityProviders:OryHydra:ApiKeys", "hydra, the new one", "hydra, the old one", "hydra, a stranger's"))
        {
            // Claims of its access token are below ext: OryHydraSimulatorTests looks there.
            Carries = Tokens.Id,
            ReservedClaim = "sub",
            StatusWhenUnchanged = 204,
            WrongShapes = ["[]", "{}", """{"session":[],"request":{}}""", """{"session":{}}""", """{"session":{"extra":"x"},"request":{}}"""],
        },
        new(new ZitadelSimulator(), CallerCredentials.List("IdentityProviders:Zitadel:SigningKeys", "zitadel, the new one", "zitadel, the old one", "zitadel, a stranger's"))
        {
            // One call is one function; ZitadelSimulatorTests plays the other.
            Carries = Tokens.Id,
            ReservedClaim = "urn:zitadel:iam:org:id",
            WrongShapes = ["[]", "{}", """{"function":"function/presamlresponse"}""", """{"function":"preuserinfo","user":7}""", """{"function":"preuserinfo","user":{"id":7}}"""],
        },
        new(new SupabaseSimulator(), CallerCredentials.List("IdentityProviders:Supabase:SigningSecrets", "v1," + Whsec("supabase, the new one"), "v1," + Whsec("supabase, the old one"), "v1," + Whsec("supabase, a stranger's")))
        {
            Carries = Tokens.Access,
            ReservedClaim = "role",
            MaxClaimBytes = 20_000,
            WrongShapes = ["[]", "{}", """{"claims":[]}""", """{"claims":{},"user_id":7}"""],
        },
    ];

    public static ProviderBehaviour Of(string route) => All.Single(provider => provider.Route == route);

    private static string Whsec(string sentence) => StandardWebhookSignature.DevelopmentSecret(sentence.PadRight(24, '.'));
}
