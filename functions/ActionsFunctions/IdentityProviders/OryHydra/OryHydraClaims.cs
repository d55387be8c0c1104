using System.Collections.Frozen;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary>Names that Hydra writes over or never lets out of <c>ext</c>. Source: ory/hydra, oauth2/session.go; ory/fosite, token/jwt/claims_id_token.go.</summary>
internal sealed class OryHydraClaims : ClaimRules
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal, "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scp", "ext");

    // An ID token has no ext: Hydra sets or deletes these after it has copied the custom claims.
    private static readonly FrozenSet<string> ReservedInIdToken = FrozenSet.Create(
        StringComparer.Ordinal, "acr", "amr", "at_hash", "auth_time", "c_hash", "nonce", "rat");

    /// <summary>2 MiB a token: Hydra reads 5 MiB of an answer, which holds both maps and what was carried over.</summary>
    public override int MaxBytes => 2 * 1024 * 1024;

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "a claim needs a name";
        return Reserved.Contains(name) || (token == Token.Id && ReservedInIdToken.Contains(name)) ? $"'{name}' is set by Hydra itself" : null;
    }

    /// <summary>Hydra keeps no metadata of users; metadata of the transaction has done its work inside the flow.</summary>
    public override bool Honours(string method) => method == Command.SetTransactionMetadata;
}
