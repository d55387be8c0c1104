using System.Collections.Frozen;
using ActionsFunctions.Normalizing;
using static ActionsFunctions.Model.ArgumentRules;

namespace ActionsFunctions.Model;

/// <summary>
/// Every command below Auth0's <c>api</c> and what its arguments must be: one table for actions written here and for those that answer from
/// elsewhere. Source: Auth0, "Post-login API object".
/// </summary>
internal static class CommandRules
{
    private const int MaxPromptBytes = 24 * 1024;

    private static readonly ArgumentRule MoreFactors = Options(("additionalFactors", Factors));

    private static readonly FrozenDictionary<string, CommandShape> Shapes = new Dictionary<string, CommandShape>(StringComparer.Ordinal)
    {
        [Command.Deny] = new(1, Text),
        [Command.SetAccessTokenClaim] = new(2, ClaimName, Any),
        [Command.SetIdTokenClaim] = new(2, ClaimName, Any),
        [Command.AddScope] = new(1, Scope),
        ["accessToken.removeScope"] = new(1, Scope),
        ["authentication.challengeWith"] = new(1, OneFactor, MoreFactors),
        ["authentication.challengeWithAny"] = new(1, Factors),
        ["authentication.enrollWith"] = new(1, OneFactor, MoreFactors),
        ["authentication.enrollWithAny"] = new(1, Factors),
        [Command.RecordMethod] = new(1, Url),
        [Command.SetPrimaryUser] = new(1, AtMost(128)),
        ["multifactor.enable"] = new(1, OneOf("any", "none", "guardian", "google-authenticator", "duo"), Options(
            ("allowRememberBrowser", Flag),
            ("providerOptions", Options(("host", Text), ("ikey", Text), ("skey", Text), ("username", Text))))),
        [Command.SendUserTo] = new(1, Url, Options(("query", TextMap))),
        [Command.RenderPrompt] = new(1, Text, Within(MaxPromptBytes, Options(("fields", Map), ("vars", Map)))),
        ["validation.error"] = new(2, Text, Text),
        [Command.SetAppMetadata] = new(2, Text, Any),
        [Command.SetUserMetadata] = new(2, Text, Any),
        [Command.SetTransactionMetadata] = new(2, AtMost(64), Scalar),
        ["transaction.addTargetScope"] = new(1, Scope),
        ["transaction.removeTargetScope"] = new(1, Scope),
        ["transaction.setTargetScopes"] = new(1, Texts),
        ["transaction.clearTargetScopes"] = new(0),
        ["session.revoke"] = new(1, Text, Options(("preserveRefreshTokens", Flag))),
        ["session.setExpiresAt"] = new(1, Milliseconds),
        ["session.setIdleExpiresAt"] = new(1, Milliseconds),
        ["session.setCookieMode"] = new(1, OneOf("persistent", "non-persistent")),
        [Command.SetSessionMetadata] = new(2, SessionKey, AtMost(255)),
        ["session.deleteMetadata"] = new(1, SessionKey),
        ["session.evictMetadata"] = new(0),
        [Command.RevokeRefreshToken] = new(1, Text),
        ["refreshToken.setExpiresAt"] = new(1, Milliseconds),
        ["refreshToken.setIdleExpiresAt"] = new(1, Milliseconds),
        ["refreshToken.setMetadata"] = new(2, SessionKey, AtMost(255)),
        ["refreshToken.deleteMetadata"] = new(1, SessionKey),
        ["refreshToken.evictMetadata"] = new(0),
        [Command.SetSamlAttribute] = new(2, AtMost(1024), SamlValue),
        ["samlResponse.setAudience"] = new(1, Text),
        ["samlResponse.setRecipient"] = new(1, Text),
        ["samlResponse.setIssuer"] = new(1, Text),
        ["samlResponse.setDestination"] = new(1, Text),
        ["samlResponse.setLifetimeInSeconds"] = new(1, Seconds),
        ["samlResponse.setSignResponse"] = new(1, Flag),
        ["samlResponse.setNameIdentifierFormat"] = new(1, Text),
        ["samlResponse.setNameIdentifierProbes"] = new(1, Texts),
        ["samlResponse.setAuthnContextClassRef"] = new(1, Text),
        ["samlResponse.setCert"] = new(1, Text),
        ["samlResponse.setKey"] = new(1, Text),
        ["samlResponse.setSigningCert"] = new(1, Text),
        ["samlResponse.setEncryptionCert"] = new(1, Text),
        ["samlResponse.setEncryptionPublicKey"] = new(1, Text),
        ["samlResponse.setRelayState"] = new(1, Text),
        ["samlResponse.setSignatureAlgorithm"] = new(1, OneOf("rsa-sha256", "rsa-sha1")),
        ["samlResponse.setDigestAlgorithm"] = new(1, OneOf("sha256", "sha1")),
        ["samlResponse.setCreateUpnClaim"] = new(1, Flag),
        ["samlResponse.setPassthroughClaimsWithNoMapping"] = new(1, Flag),
        ["samlResponse.setMapUnknownClaimsAsIs"] = new(1, Flag),
        ["samlResponse.setMapIdentities"] = new(1, Flag),
        ["samlResponse.setIncludeAttributeNameFormat"] = new(1, Flag),
        ["samlResponse.setTypedAttributes"] = new(1, Flag),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The commands there are.</summary>
    public static IReadOnlyList<string> Methods => Shapes.Keys;

    /// <summary>Why a command is refused whatever else was said; null where it is not. Names no value.</summary>
    public static string? Refuse(string method, IReadOnlyList<ClaimValue> args)
    {
        if (!Shapes.TryGetValue(method, out var shape))
            return "there is no such command";
        if (args.Count < shape.Required || args.Count > shape.Rules.Length)
            return $"api.{method} takes {shape.Rules.Length} arguments, {shape.Required} of them always";
        for (var i = 0; i < args.Count; i++)
        {
            // A claim that is too deep is lost alone, when its provider is known; anything else could not be reported as lost.
            if (args[i].IsDeeperThan(StrictJson.MaxValueDepth) && method is not (Command.SetIdTokenClaim or Command.SetAccessTokenClaim))
                return $"api.{method}, argument {i + 1}: must not be nested to more than {StrictJson.MaxValueDepth} levels";
            if (shape.Rules[i](args[i]) is { } fault)
                return $"api.{method}, argument {i + 1}: {fault}";
        }

        return null;
    }

    private sealed record CommandShape(int Required, params ArgumentRule[] Rules);
}
