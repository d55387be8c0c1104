using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;

namespace ActionsFunctions.Settings;

/// <summary>Checks every claim name written in the flow against every configured provider: what can never reach a token is a mistake, found at start.</summary>
internal static class StaticClaimCheck
{
    public static void Run(IReadOnlyList<StaticClaim> claims, IReadOnlyList<IIdentityProvider> providers, SettingFaults faults)
    {
        foreach (var claim in claims)
        {
            foreach (var provider in providers)
            {
                if (Refusal(claim, provider) is { } reason)
                    faults.Add(claim.Key, $"cannot be issued by {provider.Route}: {reason}");
            }
        }
    }

    private static string? Refusal(StaticClaim claim, IIdentityProvider provider) =>
        (claim.Tokens.HasFlag(Tokens.Id) ? provider.ClaimRules.RefuseName(Token.Id, claim.Name) : null)
        ?? (claim.Tokens.HasFlag(Tokens.Access) ? provider.ClaimRules.RefuseName(Token.Access, claim.Name) : null);
}
