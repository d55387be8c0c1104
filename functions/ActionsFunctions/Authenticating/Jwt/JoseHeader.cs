using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>What counts of a JOSE header.</summary>
/// <param name="Algorithm"><c>alg</c>: one of <see cref="VerificationKey.Algorithms"/>.</param>
/// <param name="KeyId"><c>kid</c>.</param>
internal sealed record JoseHeader(string Algorithm, string KeyId)
{
    private const int MaxKeyIdLength = 256;

    // crit and b64 change how a token is read (RFC 7515 section 4.1.11, RFC 7797): nothing critical is understood here. jku, x5u, jwk and
    // x5c let the sender bring its own key (RFC 8725 section 3.10). cty and zip announce something nested or packed.
    private static readonly string[] Refused = ["crit", "b64", "jku", "x5u", "jwk", "x5c", "cty", "zip"];

    // RFC 8725 section 3.11: a token of another kind (logout+jwt, dpop+jwt) is no access token.
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    /// <summary>Reads a header; null where it is not one of a token that could be accepted.</summary>
    public static JoseHeader? Read(JsonElement json)
    {
        foreach (var name in Refused)
        {
            if (json.TryGetProperty(name, out _))
                return null;
        }

        if (json.TryGetProperty("typ", out _) && !Types.Contains(json.Text("typ"), StringComparer.OrdinalIgnoreCase))
            return null;
        // The allow-list is exact, so that "none", in whatever spelling, and HMAC with a public key end here (RFC 8725 sections 2.1, 3.1).
        return json.Text("alg") is { } algorithm && VerificationKey.Algorithms.Contains(algorithm, StringComparer.Ordinal)
            && json.Text("kid") is { Length: > 0 and <= MaxKeyIdLength } keyId
            ? new(algorithm, keyId)
            : null;
    }
}
