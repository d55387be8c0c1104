using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Upstreams;

/// <summary>How this app authenticates to a token endpoint, and what for (RFC 6749 section 4.4).</summary>
/// <param name="TokenEndpoint">The token endpoint.</param>
/// <param name="ClientId">The app's client id there.</param>
/// <param name="ClientSecret">The app's secret there, sent in the form.</param>
/// <param name="Scope">The scope asked for; null for none.</param>
/// <param name="Audience">The parameter <c>audience</c>, which Auth0 wants; null for none.</param>
public sealed record ClientCredentials(Uri TokenEndpoint, string ClientId, ISecret ClientSecret, string? Scope, string? Audience)
{
    /// <summary>Reads the section <c>Auth</c> of an action; null where it is absent.</summary>
    /// <param name="auth">The section.</param>
    /// <param name="secret">The secret that its <c>ClientSecret</c> gave.</param>
    public static ClientCredentials? Read(SettingsReader auth, ISecret? secret)
    {
        ArgumentNullException.ThrowIfNull(auth);
        if (!auth.Exists)
            return null;
        var tokenEndpoint = auth.Url("TokenEndpoint", otherwise: null);
        var clientId = auth.Required("ClientId");
        auth.Required("ClientSecret");
        var (scope, audience) = (auth.Text("Scope"), auth.Text("Audience"));
        auth.RejectUnknown();
        return secret is null ? null : new(tokenEndpoint, clientId, secret, scope, audience);
    }
}
