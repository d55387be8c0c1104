using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Settings;

/// <summary>
/// Checks every claim name written in the flow against every configured provider: what can never reach a token is a mistake, found at start. For a
/// provider that nobody configured on purpose (development credentials) it is a warning: its logins drop that claim and report it.
/// </summary>
internal static partial class StaticClaimCheck
{
    public static void Run(IReadOnlyList<StaticClaim> claims, IReadOnlyList<IIdentityProvider> providers, IReadOnlySet<string> advisory, SettingFaults faults, ILogger log)
    {
        foreach (var claim in claims)
        {
            foreach (var provider in providers)
            {
                if (Refusal(claim, provider) is not { } reason)
                    continue;
                if (advisory.Contains(provider.Route))
                    NotIssued(log, SafeText.Name(claim.Key), SafeText.Name(provider.Route));
                else
                    faults.Add(claim.Key, $"cannot be issued by {provider.Route}: {reason}");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} cannot be issued by {Provider}, whose tokens have no place for it. Its logins go on without that claim.")]
    private static partial void NotIssued(ILogger log, SafeText key, SafeText provider);

    private static string? Refusal(StaticClaim claim, IIdentityProvider provider) =>
        (claim.Tokens.HasFlag(Tokens.Id) ? provider.ClaimRules.RefuseName(Token.Id, claim.Name) : null)
        ?? (claim.Tokens.HasFlag(Tokens.Access) ? provider.ClaimRules.RefuseName(Token.Access, claim.Name) : null);
}
