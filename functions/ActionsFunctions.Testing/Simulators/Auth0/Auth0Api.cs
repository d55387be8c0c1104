using System.Collections.Frozen;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing.Simulators.Auth0;

/// <summary>Why a custom claim has no effect.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Throws">True where the call throws, and so fails the login; false where Auth0 passes over it in silence.</param>
internal sealed record ClaimRefusal(string Reason, bool Throws);

/// <summary>What Auth0's post-login <c>api</c> knows and what it never puts into a token.</summary>
internal static class Auth0Api
{
    /// <summary>The methods without a result that a bridge can apply. Source: Auth0, "Post-login API object".</summary>
    public static FrozenSet<string> Methods { get; } = FrozenSet.ToFrozenSet(
    [
        "access.deny", "accessToken.addScope", "accessToken.removeScope", "accessToken.setCustomClaim", "authentication.challengeWith",
        "authentication.challengeWithAny", "authentication.enrollWith", "authentication.enrollWithAny", "authentication.recordMethod",
        "authentication.setPrimaryUser", "cache.delete", "cache.set", "idToken.setCustomClaim", "multifactor.enable", "prompt.render",
        "redirect.sendUserTo", "refreshToken.deleteMetadata", "refreshToken.evictMetadata", "refreshToken.revoke", "refreshToken.setExpiresAt",
        "refreshToken.setIdleExpiresAt", "refreshToken.setMetadata", "samlResponse.setAttribute", "samlResponse.setAudience",
        "samlResponse.setAuthnContextClassRef", "samlResponse.setDestination", "samlResponse.setIssuer", "samlResponse.setLifetimeInSeconds",
        "samlResponse.setNameIdentifierFormat", "samlResponse.setNameIdentifierProbes", "samlResponse.setRecipient", "samlResponse.setRelayState",
        "samlResponse.setSignResponse", "samlResponse.setCert", "samlResponse.setCreateUpnClaim", "samlResponse.setDigestAlgorithm",
        "samlResponse.setEncryptionCert", "samlResponse.setEncryptionPublicKey", "samlResponse.setIncludeAttributeNameFormat", "samlResponse.setKey",
        "samlResponse.setMapIdentities", "samlResponse.setMapUnknownClaimsAsIs", "samlResponse.setPassthroughClaimsWithNoMapping",
        "samlResponse.setSignatureAlgorithm", "samlResponse.setSigningCert", "samlResponse.setTypedAttributes", "session.deleteMetadata", "session.evictMetadata", "session.revoke", "session.setCookieMode",
        "session.setExpiresAt", "session.setIdleExpiresAt", "session.setMetadata", "transaction.addTargetScope", "transaction.clearTargetScopes",
        "transaction.removeTargetScope", "transaction.setMetadata", "transaction.setTargetScopes", "user.setAppMetadata",
        "user.setUserMetadata", "validation.error",
    ], StringComparer.Ordinal);

    // Source: Auth0, "Create custom claims", restricted claims.
    private static readonly FrozenSet<string> Restricted = FrozenSet.ToFrozenSet(
    [
        "acr", "act", "active", "amr", "at_hash", "ath", "attest", "aud", "auth_time", "authorization_details", "azp", "c_hash", "client_id",
        "cnf", "cty", "dest", "entitlements", "events", "exp", "groups", "gty", "htm", "htu", "iat", "internalService", "iss", "jcard", "jku",
        "jti", "jwe", "jwk", "kid", "may_act", "mky", "nbf", "nonce", "object_id", "org_id", "org_name", "orig", "origid", "permissions",
        "roles", "rph", "s_hash", "sid", "sip_callid", "sip_cseq_num", "sip_date", "sip_from_tag", "sip_via_branch", "sub", "sub_jwk", "toe",
        "txn", "typ", "uuid", "vot", "vtm", "x5t#S256",
    ], StringComparer.Ordinal);

    private static readonly string[] OwnHosts = ["auth0.com", "webtask.io", "webtask.run"];

    public static bool IsClaim(string method) => method is Command.SetIdTokenClaim or Command.SetAccessTokenClaim;

    public static ClaimRefusal? Refuse(string name)
    {
        if (name == "scope")
            return new("api.setCustomClaim throws for scope: Auth0 fails the login", Throws: true);
        if (Restricted.Contains(name))
            return new($"Auth0 ignores the restricted claim {name}", Throws: false);
        return IsOwnNamespace(name) ? new($"Auth0 ignores claims of its own namespace ({name})", Throws: false) : null;
    }

    private static bool IsOwnNamespace(string name) =>
        name.StartsWith("urn:auth0", StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(name, UriKind.Absolute, out var uri)
            && OwnHosts.Any(host => uri.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase)));
}
