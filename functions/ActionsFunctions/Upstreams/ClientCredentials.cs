using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Upstreams;

/// <summary>How this app authenticates to a token endpoint, and what for (RFC 6749 section 4.4).</summary>
/// <param name="TokenEndpoint">The token endpoint.</param>
/// <param name="ClientId">The app's client id there.</param>
/// <param name="Proof">How the app proves to be that client.</param>
/// <param name="Scope">The scope asked for; null for none.</param>
/// <param name="Audience">The parameter <c>audience</c>, which Auth0 wants; null for none.</param>
public sealed record ClientCredentials(Uri TokenEndpoint, string ClientId, ClientProof Proof, string? Scope, string? Audience)
{
    /// <summary>Reads the section <c>Auth</c> of an action; null where it is absent or wrong, which is noted.</summary>
    /// <param name="auth">The section.</param>
    /// <param name="secret">Reads a secret setting of the section; null where it is absent.</param>
    public static ClientCredentials? Read(SettingsReader auth, Func<string, ISecret?> secret)
    {
        ArgumentNullException.ThrowIfNull(auth);
        if (!auth.Exists)
            return null;
        var tokenEndpoint = auth.Url("TokenEndpoint", otherwise: null);
        var clientId = auth.Required("ClientId");
        var settings = new ClientProofSettings(auth, secret);
        var method = auth.OneOf("Method", ClientAuthentication.ClientSecret, ClientProofSettings.Methods);
        var proof = settings.Require(method, "is required");
        var (scope, audience) = (auth.Text("Scope"), auth.Text("Audience"));
        auth.RejectUnknown();
        return proof is null ? null : new(tokenEndpoint, clientId, proof, scope, audience);
    }
}
