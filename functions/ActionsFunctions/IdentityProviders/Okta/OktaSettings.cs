using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary><c>IdentityProviders:Okta</c>.</summary>
/// <param name="AuthorizationHeader">The header that carries the secret; default <c>Authorization</c>.</param>
/// <param name="AuthorizationSecrets">Values of that header, current first; previous ones are accepted.</param>
public sealed record OktaSettings(string AuthorizationHeader, IReadOnlyList<ISecret> AuthorizationSecrets)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static OktaSettings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var settings = new OktaSettings(
            FixedSecretSettings.HeaderName(shared, nameof(AuthorizationHeader)),
            FixedSecretSettings.HeaderValues(shared, nameof(AuthorizationSecrets)));
        shared.Reader.RejectUnknown();
        return settings;
    }
}
