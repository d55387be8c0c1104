using System.Collections.Frozen;
using System.Text;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary>
/// Names that Auth0 ignores, namespaces that it keeps for itself, and its size limit. What it would drop silently is dropped here and reported.
/// Source: Auth0, "Create custom claims" and "Actions limitations".
/// </summary>
/// <param name="audience">The API that the access token is for; null where it is not known.</param>
public sealed class Auth0Claims(string? audience = null) : ClaimRules
{
    private static readonly FrozenSet<string> Restricted = FrozenSet.Create(
        StringComparer.Ordinal,
        "acr", "act", "active", "amr", "at_hash", "ath", "attest", "aud", "auth_time", "authorization_details", "azp", "c_hash", "client_id", "cnf", "cty",
        "dest", "entitlements", "events", "exp", "groups", "gty", "htm", "htu", "iat", "internalService", "iss", "jcard", "jku", "jti", "jwe", "jwk", "kid",
        "may_act", "mky", "nbf", "nonce", "object_id", "org_id", "org_name", "orig", "origid", "permissions", "roles", "rph", "s_hash", "sid", "sip_callid",
        "sip_cseq_num", "sip_date", "sip_from_tag", "sip_via_branch", "sub", "sub_jwk", "toe", "txn", "typ", "uuid", "vot", "vtm", "x5t#S256", "scope");

    // The profile claims of OpenID Connect that may go into any access token.
    private static readonly FrozenSet<string> Profile = FrozenSet.Create(
        StringComparer.Ordinal,
        "address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number",
        "phone_number_verified", "picture", "preferred_username", "profile", "updated_at", "website", "zoneinfo");

    private static readonly string[] OwnDomains = ["auth0.com", "webtask.io", "webtask.run"];

    private readonly bool isForAuth0 = IsAuth0Api(audience);

    /// <summary>100 KB of names and values per token; over it the login fails.</summary>
    public override int MaxBytes => 100_000;

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "a claim needs a name";
        if (Restricted.Contains(name))
            return $"'{name}' is reserved by Auth0";
        if (IsAuth0Namespace(name))
            return "the namespace belongs to Auth0";
        return token == Token.Access && isForAuth0 && !Profile.Contains(name) && !IsNamespaced(name)
            ? "an access token for an API of Auth0 carries namespaced claims only"
            : null;
    }

    /// <summary>Auth0's own commands are all honoured: the bridge applies them.</summary>
    public override bool Honours(string method) => true;

    // To .NET on Linux a name that begins with a slash is the path of a file.
    private static bool IsNamespaced(string name) => Uri.TryCreate(name, UriKind.Absolute, out var uri) && !uri.IsFile;

    // The Management API and its like; /userinfo is exempt.
    private static bool IsAuth0Api(string? audience) =>
        audience is not null && MayName(audience, OwnDomains[0]) && Uri.TryCreate(audience, UriKind.Absolute, out var uri) && uri.AbsolutePath != "/userinfo"
        && uri.Host.EndsWith(".auth0.com", StringComparison.OrdinalIgnoreCase);

    // A Uri costs more than the rest of a claim's way: only a name that can hold the host is parsed. ASCII without escapes holds it as it is written.
    private static bool MayName(string text, string host) =>
        text.Contains(host, StringComparison.OrdinalIgnoreCase) || text.Contains('%', StringComparison.Ordinal) || !Ascii.IsValid(text);

    private static bool IsAuth0Namespace(string name)
    {
        if (name.StartsWith("urn:auth0", StringComparison.OrdinalIgnoreCase))
            return true;
        return Array.Exists(OwnDomains, domain => MayName(name, domain))
            && Uri.TryCreate(name, UriKind.Absolute, out var uri)
            && Array.Exists(OwnDomains, domain => uri.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}
