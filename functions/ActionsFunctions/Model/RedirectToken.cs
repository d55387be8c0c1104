using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Model;

/// <summary>The tokens of a redirect: compact JWS with HS256 (RFC 7515, RFC 7518 section 3.2).</summary>
internal static class RedirectToken
{
    private const int MaxLength = 16 * 1024;
    private static readonly string[] StandardClaims = ["iat", "iss", "sub", "exp", "ip"];
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public static string Encode(ApiScope scope, string secret, IReadOnlyDictionary<string, ClaimValue> payload, int expiresInSeconds, bool mayReplace)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ArgumentOutOfRangeException.ThrowIfLessThan(expiresInSeconds, 1);
        // Spread last, a payload made from user input could say who the user is.
        if (!mayReplace && StandardClaims.FirstOrDefault(payload.ContainsKey) is { } standard)
            throw new ArgumentException($"The payload must not have the standard claim {standard}.", nameof(payload));
        var signed = $"{Header}.{Base64Url.EncodeToString(Claims(scope, payload, expiresInSeconds).Span)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(secret, signed))}";
    }

    public static JsonElement Validate(ApiScope scope, string secret, string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature])
            throw new InvalidRedirectTokenException("it is no compact JWS");
        if (Object(header) is not { } jose || !IsHs256(jose))
            throw new InvalidRedirectTokenException("its header is not one of HS256");
        // Before anything in it is believed, and in constant time.
        if (StrictBase64Url.Decode(signature) is not { } given || !CryptographicOperations.FixedTimeEquals(given, Sign(secret, $"{header}.{payload}")))
            throw new InvalidRedirectTokenException("its signature is not ours");
        if (Object(payload) is not { } claims)
            throw new InvalidRedirectTokenException("its claims are no JSON object");
        return Refuse(claims, scope) is { } reason ? throw new InvalidRedirectTokenException(reason) : claims;
    }

    private static string? Refuse(JsonElement claims, ApiScope scope)
    {
        var login = scope.Login;
        var now = scope.Clock.GetUtcNow().ToUnixTimeSeconds();
        // The browser comes back to /continue with the transaction's state; a token for another transaction must not count in this one.
        var state = login.Request?.Query.Text("state") ?? login.Request?.Body.Text("state") ?? login.Transaction?.State;
        if (claims.Whole("exp") is not { } expires || expires <= now)
            return "it has expired, or never would";
        if (claims.Member("nbf") is not null && (claims.Whole("nbf") is not { } begins || begins > now))
            return "it is not valid yet";
        // Auth0's documentation and code disagree on who iss is: it must be well-formed, not a fixed one.
        if (claims.Member("iss") is not null && claims.Text("iss") is null)
            return "its iss is no text";
        if (login.User?.UserId is not { Length: > 0 } user || claims.Text("sub") != user)
            return "its sub is another user";
        return state is { Length: > 0 } && claims.Text("state") == state ? null : "its state is not this transaction's";
    }

    // An exact algorithm and no extension that changes how the token is read (RFC 8725 sections 2.1 and 3.1, RFC 7515 section 4.1.11).
    private static bool IsHs256(JsonElement header) =>
        header.Text("alg") == "HS256" && !header.TryGetProperty("crit", out _) && !header.TryGetProperty("b64", out _)
        && (!header.TryGetProperty("typ", out _) || string.Equals(header.Text("typ"), "JWT", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlyMemory<byte> Claims(ApiScope scope, IReadOnlyDictionary<string, ClaimValue> payload, int expiresInSeconds)
    {
        var login = scope.Login;
        var now = scope.Clock.GetUtcNow().ToUnixTimeSeconds();
        var user = login.User?.UserId ?? throw new InvalidOperationException("A redirect token is about a user, and the login has none.");
        var host = login.CustomDomain?.Json.Text("domain") ?? login.Request?.Hostname;
        var claims = new OrderedDictionary<string, ClaimValue>(StringComparer.Ordinal) { ["iat"] = now };
        if (host is not null)
            claims["iss"] = host;
        claims["sub"] = user;
        claims["exp"] = now + expiresInSeconds;
        if (login.Request?.Ip is { } ip)
            claims["ip"] = ip;
        foreach (var (name, value) in payload)
            claims[name] = value;
        return CommandOptions.Map(claims)!.Value.Json;
    }

    private static JsonElement? Object(string part) =>
        StrictBase64Url.Decode(part) is { } bytes && StrictJson.TryParse(bytes, out var json) && json.ValueKind == JsonValueKind.Object ? json : null;

    private static byte[] Sign(string secret, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
}
