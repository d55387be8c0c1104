using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary><c>IdentityProviders:OryHydra</c>.</summary>
/// <param name="ApiKeys">The header's accepted values, current first; the whole value counts, a scheme included.</param>
/// <param name="ApiKeyHeader">The header that carries the key.</param>
public sealed record OryHydraSettings(IReadOnlyList<ISecret> ApiKeys, string ApiKeyHeader)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static OryHydraSettings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var settings = new OryHydraSettings(
            FixedSecretSettings.HeaderValues(shared, "ApiKeys"),
            FixedSecretSettings.HeaderName(shared, "ApiKeyHeader"));
        shared.Reader.RejectUnknown();
        return settings;
    }
}
