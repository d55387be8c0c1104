using System.Collections.Frozen;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>
/// Names that ZITADEL passes over in silence: its own namespace, those that its tokens set, and any that is there already.
/// Source: zitadel/zitadel, internal/api/oidc/userinfo.go.
/// </summary>
/// <param name="existing">The call's <c>userinfo</c>; undefined where no login is known.</param>
internal sealed class ZitadelClaims(JsonElement existing) : ClaimRules
{
    private const string OwnNamespace = "urn:zitadel:iam";

    private static readonly FrozenSet<string> Registered = FrozenSet.Create(StringComparer.Ordinal, "iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "a claim needs a name";
        if (name.StartsWith(OwnNamespace, StringComparison.Ordinal))
            return $"the namespace {OwnNamespace} belongs to ZITADEL";
        if (Registered.Contains(name))
            return $"'{name}' is set by ZITADEL itself";
        return existing.Member(name) is null ? null : "a claim of this name is there already, and ZITADEL keeps it";
    }

    /// <summary>ZITADEL has one kind of user metadata, which both of Auth0's become; metadata of the transaction has done its work inside the flow.</summary>
    public override bool Honours(string method) =>
        method is Command.SetUserMetadata or Command.SetAppMetadata or Command.SetTransactionMetadata;
}
