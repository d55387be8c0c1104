using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>The validity period of a token (RFC 7519 sections 4.1.4 to 4.1.6).</summary>
internal static class JwtTimes
{
    /// <summary>What the two clocks may differ by, in seconds.</summary>
    public const long Skew = 60;

    /// <summary>Accepted from <c>nbf</c> to before <c>exp</c>, each with the skew; both must be there.</summary>
    public static CallerVerdict Check(JsonElement claims, DateTimeOffset now)
    {
        if (Date(claims, "exp") is not { } expires || Date(claims, "nbf") is not { } notBefore
            || (claims.TryGetProperty("iat", out _) && Date(claims, "iat") is null))
            return CallerVerdict.Malformed;
        var seconds = now.ToUnixTimeSeconds();
        return seconds - Skew < expires && seconds + Skew >= notBefore && seconds + Skew >= (Date(claims, "iat") ?? 0)
            ? CallerVerdict.Accepted
            : CallerVerdict.Stale;
    }

    // Whole seconds only: a date as text, with a fraction or an exponent is nothing that Entra writes.
    private static long? Date(JsonElement claims, string name) =>
        claims.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds >= 0 ? seconds : null;
}
