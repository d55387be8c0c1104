using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary><c>IdentityProviders:Auth0</c>.</summary>
/// <param name="SigningSecrets">Standard Webhooks secrets, current first; previous ones are accepted.</param>
public sealed record Auth0Settings(IReadOnlyList<ISecret> SigningSecrets)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static Auth0Settings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var settings = new Auth0Settings(SigningSecret.ReadList(shared, "SigningSecrets"));
        shared.Reader.RejectUnknown();
        return settings;
    }
}
