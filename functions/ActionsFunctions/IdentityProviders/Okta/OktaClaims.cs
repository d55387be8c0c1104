using System.Collections.Frozen;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>
/// Names that Okta reserves in each token, and the size of its answer. One operation that it refuses voids the whole answer in silence, so what
/// it would refuse is never sent. Source: Okta, "Token inline hook reference".
/// </summary>
public sealed class OktaClaims : ClaimRules
{
    private static readonly FrozenSet<string> ReservedInIdToken = FrozenSet.Create(
        StringComparer.Ordinal,
        "acr", "active", "aid", "amr", "app_id", "app_type", "at_hash", "aud", "auth_time", "c_hash", "cid", "cnf", "did", "dst", "exp", "group", "groups",
        "hotk", "iat", "idp", "idp_iss", "iss", "jti", "mac_key", "may_act", "nonce", "oid", "orig", "permissions", "purpose", "rid", "role", "scope",
        "scopes", "sid", "sub", "term", "token_type", "user_ip", "ver");

    private static readonly string[] ReservedPrefixesInIdToken = ["client_", "device_", "okta_", "pwd_exp_"];

    private static readonly FrozenSet<string> ReservedInAccessToken = FrozenSet.Create(
        StringComparer.Ordinal,
        "acr", "as_uri", "auth_time", "authorization_details", "cid", "cnf", "exp", "groups", "iat", "iss", "jti", "rpt", "rsi", "scp", "sid", "token_type",
        "uid", "username", "ver");

    /// <summary>The answer must stay under 256 KB (262,144 bytes); what is around the operations takes at most 3,000 of them.</summary>
    public override int MaxBytes => 250_000;

    /// <inheritdoc />
    public override bool SharedLimit => true;

    /// <inheritdoc />
    public override int SizeOf(Command claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return OktaOperation.SizeOf(claim.Text(0), claim.Args[1]);
    }

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "a claim needs a name";
        return IsReserved(token, name) ? $"'{name}' is reserved by Okta" : null;
    }

    /// <summary>The answer has no place for metadata of the user; transaction metadata has done its work inside the flow.</summary>
    public override bool Honours(string method) => method == Command.SetTransactionMetadata;

    private static bool IsReserved(Token token, string name) => token == Token.Id
        ? ReservedInIdToken.Contains(name) || Array.Exists(ReservedPrefixesInIdToken, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        : ReservedInAccessToken.Contains(name);
}
