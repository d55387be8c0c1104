using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ActionsFunctions.IdentityProviders;
using static ActionsFunctions.IdentityProviders.CallerVerdict;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>Every way that a token can be wrong, by name. RFC 8725 section 2 lists most of them.</summary>
internal static class EntraCallerAttacks
{
    private const string Other = "0bad0000-0000-4000-8000-00000000000f";

    public static IReadOnlyDictionary<string, (Func<TokenForge, string> Forge, CallerVerdict Verdict)> Rows { get; } =
        new Dictionary<string, (Func<TokenForge, string>, CallerVerdict)>(StringComparer.Ordinal)
        {
            ["alg none without signature"] = (f => f.Unsigned(h => h["alg"] = "none"), Malformed),
            ["alg none with a signature"] = (f => f.WithHeader(h => h["alg"] = "none"), Malformed),
            ["alg nOnE"] = (f => f.Unsigned(h => h["alg"] = "nOnE") + "AAAA", Malformed),
            ["alg absent"] = (f => f.WithHeader(h => h.Remove("alg")), Malformed),
            ["alg is a number"] = (f => f.WithHeader(h => h["alg"] = 256), Malformed),
            ["alg rs256 in lower case"] = (f => f.WithHeader(h => h["alg"] = "rs256"), Malformed),
            ["HS256 under the public modulus"] = (f => f.Hmac(f.Key.Public.Modulus!), Malformed),
            ["HS256 under the published key's text"] = (f => f.Hmac(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(f.Key.Public.Modulus))), Malformed),
            ["HS256 under the public key as PEM"] = (f => f.Hmac(Encoding.ASCII.GetBytes(Exported(f, key => key.ExportSubjectPublicKeyInfoPem()))), Malformed),
            ["HS256 under the public key as PEM and a newline"] = (f => f.Hmac(Encoding.ASCII.GetBytes(Exported(f, key => key.ExportSubjectPublicKeyInfoPem()) + "\n")), Malformed),
            ["HS256 under the public key as DER"] = (f => f.Hmac(Exported(f, key => key.ExportSubjectPublicKeyInfo())), Malformed),
            ["HS256 under no bytes"] = (f => f.Hmac([]), Malformed),
            ["PS256"] = (f => f.Pss(), Malformed),
            ["RS512 in the header, RS256 in fact"] = (f => f.WithHeader(h => h["alg"] = "RS512"), Malformed),
            ["ES256 in the header for an RSA key"] = (f => f.WithHeader(h => h["alg"] = "ES256"), Mismatch),
            ["RS256 in the header for an EC key"] = (f => f.WithHeader(h => h["kid"] = "ec"), Mismatch),
            ["signed by another key under our kid"] = (f => TokenForge.Stranger.Sign(Utf8(f.Header()), Utf8(f.Claims())), Mismatch),
            ["unknown kid"] = (f => f.WithHeader(h => h["kid"] = "unknown"), Mismatch),
            ["kid of another published key"] = (f => f.WithHeader(h => h["kid"] = "second"), Mismatch),
            ["kid absent"] = (f => f.WithHeader(h => h.Remove("kid")), Malformed),
            ["kid empty"] = (f => f.WithHeader(h => h["kid"] = ""), Malformed),
            ["kid is a path"] = (f => f.WithHeader(h => h["kid"] = "../../dev/null"), Mismatch),
            ["kid of 300 characters"] = (f => f.WithHeader(h => h["kid"] = new string('k', 300)), Malformed),
            ["embedded jwk"] = (f => f.WithHeader(h => h["jwk"] = new JsonObject { ["kty"] = "RSA", ["e"] = "AQAB" }), Malformed),
            ["jku"] = (f => f.WithHeader(h => h["jku"] = "https://attacker.example/keys"), Malformed),
            ["x5u"] = (f => f.WithHeader(h => h["x5u"] = "https://attacker.example/cert"), Malformed),
            ["x5c"] = (f => f.WithHeader(h => h["x5c"] = new JsonArray("AAAA")), Malformed),
            ["crit"] = (f => f.WithHeader(h => h["crit"] = new JsonArray("exp")), Malformed),
            ["b64 false"] = (f => f.WithHeader(h => h["b64"] = false), Malformed),
            ["typ of a logout token"] = (f => f.WithHeader(h => h["typ"] = "logout+jwt"), Malformed),
            ["typ is a list"] = (f => f.WithHeader(h => h["typ"] = new JsonArray("JWT")), Malformed),
            ["nested: cty JWT"] = (f => f.WithHeader(h => h["cty"] = "JWT"), Malformed),
            ["nested: the payload is a token"] = (f => f.SignText(f.Header().ToJsonString(), f.Valid()), Malformed),
            ["five parts, as a JWE"] = (f => f.Valid() + ".AAAA.AAAA", Malformed),
            ["two parts"] = (f => f.Valid()[..f.Valid().LastIndexOf('.')], Malformed),
            ["no dots"] = (f => f.Valid().Replace(".", "", StringComparison.Ordinal), Malformed),
            ["JSON serialization"] = (f => """{"payload":"AAAA","signatures":[]}""", Malformed),
            ["trailing dot"] = (f => f.Valid() + ".", Malformed),
            ["trailing newline"] = (f => f.Valid() + "\n", Malformed),
            ["two tokens, comma-joined"] = (f => f.Valid() + ", Bearer " + f.Valid(), Malformed),
            ["leading space"] = (f => " " + f.Valid(), Malformed),
            ["padding"] = (f => f.Valid() + "==", Malformed),
            ["stray bits in the signature"] = (f => f.WithPart(2, s => s[..^1] + NextLetter(s[^1])), Malformed),
            ["standard base64 in the signature"] = (f => f.WithPart(2, s => "+/" + s[2..]), Malformed),
            ["white space inside"] = (f => f.WithPart(1, s => s.Insert(4, " ")), Malformed),
            ["empty signature"] = (f => f.WithPart(2, _ => ""), Malformed),
            ["empty header"] = (f => f.WithPart(0, _ => ""), Malformed),
            ["truncated signature"] = (f => f.WithPart(2, s => Base64Url.EncodeToString(Base64Url.DecodeFromChars(s).AsSpan(0, 255))), Mismatch),
            ["signature with a byte more"] = (f => f.WithPart(2, s => Base64Url.EncodeToString([.. Base64Url.DecodeFromChars(s), 0])), Mismatch),
            ["signature of zeros"] = (f => f.WithPart(2, _ => Base64Url.EncodeToString(new byte[256])), Mismatch),
            ["one letter of the signature changed"] = (f => f.WithPart(2, s => (s[0] == 'A' ? "B" : "A") + s[1..]), Mismatch),
            ["payload exchanged after signing"] = (f => f.WithPart(1, _ => Base64Url.EncodeToString(Utf8(Longer(f.Claims())))), Mismatch),
            ["duplicate claim"] = (f => f.SignText(f.Header().ToJsonString(), f.Claims().ToJsonString().Replace("{", """{"aud":"x",""", StringComparison.Ordinal)), Malformed),
            ["duplicate claim, escaped"] = (f => f.SignText(f.Header().ToJsonString(), f.Claims().ToJsonString().Replace("{", """{"\u0061ud":"x",""", StringComparison.Ordinal)), Malformed),
            ["duplicate alg"] = (f => f.SignText(f.Header().ToJsonString().Replace("{", """{"alg":"none",""", StringComparison.Ordinal), f.Claims().ToJsonString()), Malformed),
            ["payload is a list"] = (f => f.SignText(f.Header().ToJsonString(), "[]"), Malformed),
            ["payload followed by data"] = (f => f.SignText(f.Header().ToJsonString(), f.Claims().ToJsonString() + "{}"), Malformed),
            ["byte order mark before the header"] = (f => f.SignText("\uFEFF" + f.Header().ToJsonString(), f.Claims().ToJsonString()), Malformed),
            ["100 levels deep"] = (f => f.SignText(f.Header().ToJsonString(), new string('[', 100) + new string(']', 100)), Malformed),
            ["over 16 KiB"] = (f => f.WithClaims(c => c["fill"] = new string('x', 16 * 1024)), Malformed),
            ["aud of another application"] = (f => f.WithClaims(c => c["aud"] = Other), WrongParty),
            ["aud as a list"] = (f => f.WithClaims(c => c["aud"] = new JsonArray(EntraUnderTest.Audience)), WrongParty),
            ["aud as a list with another"] = (f => f.WithClaims(c => c["aud"] = new JsonArray(Other, EntraUnderTest.Audience)), WrongParty),
            ["aud in upper case"] = (f => f.WithClaims(c => c["aud"] = EntraUnderTest.Audience.ToUpperInvariant()), WrongParty),
            ["aud absent"] = (f => f.WithClaims(c => c.Remove("aud")), WrongParty),
            ["tid of another tenant"] = (f => f.WithClaims(c => c["tid"] = Other), WrongParty),
            ["tid absent"] = (f => f.WithClaims(c => c.Remove("tid")), WrongParty),
            ["iss of another tenant"] = (f => f.WithClaims(c => c["iss"] = $"https://login.microsoftonline.com/{Other}/v2.0"), WrongParty),
            ["iss with a slash more"] = (f => f.WithClaims(c => c["iss"] += "/"), WrongParty),
            ["iss absent"] = (f => f.WithClaims(c => c.Remove("iss")), WrongParty),
            ["iss of version 1.0 in a 2.0 token"] = (f => f.WithClaims(c => c["iss"] = $"https://sts.windows.net/{EntraUnderTest.TenantId}/"), WrongParty),
            ["iss of version 2.0 in a 1.0 token"] = (f => f.Sign(f.Header(), With(f.ClaimsV1(), c => c["iss"] = f.Claims()["iss"]!.DeepClone())), WrongParty),
            ["azp of another application"] = (f => f.WithClaims(c => c["azp"] = Other), WrongParty),
            ["azp absent"] = (f => f.WithClaims(c => c.Remove("azp")), WrongParty),
            ["azp as a list"] = (f => f.WithClaims(c => c["azp"] = new JsonArray(c["azp"]!.DeepClone())), WrongParty),
            ["appid instead of azp in a 2.0 token"] = (f => f.WithClaims(c => (c["appid"], _) = (c["azp"]!.DeepClone(), c.Remove("azp"))), WrongParty),
            ["azp instead of appid in a 1.0 token"] = (f => f.Sign(f.Header(), With(f.ClaimsV1(), c => (c["azp"], _) = (c["appid"]!.DeepClone(), c.Remove("appid")))), WrongParty),
            ["ver absent"] = (f => f.WithClaims(c => c.Remove("ver")), WrongParty),
            ["ver 3.0"] = (f => f.WithClaims(c => c["ver"] = "3.0"), WrongParty),
            ["ver as a number"] = (f => f.WithClaims(c => c["ver"] = 2.0), WrongParty),
            ["expired for exactly the skew"] = (f => f.WithClaims(c => c["exp"] = f.Now - 60), Stale),
            ["expired one second over the skew"] = (f => f.WithClaims(c => c["exp"] = f.Now - 61), Stale),
            ["not valid before one second over the skew"] = (f => f.WithClaims(c => c["nbf"] = f.Now + 61), Stale),
            ["issued one second over the skew from now"] = (f => f.WithClaims(c => c["iat"] = f.Now + 61), Stale),
            ["exp absent"] = (f => f.WithClaims(c => c.Remove("exp")), Malformed),
            ["nbf absent"] = (f => f.WithClaims(c => c.Remove("nbf")), Malformed),
            ["exp as text"] = (f => f.WithClaims(c => c["exp"] = (f.Now + 60).ToString(CultureInfo.InvariantCulture)), Malformed),
            ["exp with a fraction"] = (f => f.WithClaims(c => c["exp"] = f.Now + 60.5), Malformed),
            ["exp null"] = (f => f.WithClaims(c => c["exp"] = null), Malformed),
            ["exp beyond 64 bits"] = (f => f.WithClaims(c => c["exp"] = JsonNode.Parse("1e300")), Malformed),
            ["nbf negative"] = (f => f.WithClaims(c => c["nbf"] = -1), Malformed),
            ["iat as text"] = (f => f.WithClaims(c => c["iat"] = "now"), Malformed),
        };

    private static T Exported<T>(TokenForge forge, Func<RSA, T> export)
    {
        using var key = RSA.Create(forge.Key.Public);
        return export(key);
    }

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static JsonObject Longer(JsonObject claims) => With(claims, c => c["exp"] = c["exp"]!.GetValue<long>() + 3600);

    private static JsonObject With(JsonObject claims, Action<JsonObject> change)
    {
        change(claims);
        return claims;
    }

    // 256 bytes end in a letter with four bits too many: the next letter of the alphabet sets one of them.
    private static char NextLetter(char letter) => letter switch { 'A' => 'B', 'Q' => 'R', 'g' => 'h', _ => 'x' };
}
