using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>Checks the assertions by which clients authenticate: RFC 7523 section 3. Written apart from the product's own signing, to be a witness of it.</summary>
/// <param name="keys">The keys of the clients.</param>
/// <param name="clock">The clock of their validity.</param>
internal sealed class ClientAssertionCheck(RegisteredKeys keys, TimeProvider clock)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // What Entra advises: a client that asks for more is misconfigured.
    private const long LongestLife = 600;
    private const long Skew = 60;
    private readonly ConcurrentDictionary<string, long> used = new(StringComparer.Ordinal);

    /// <summary>The client that made the assertion; null where it proves nothing.</summary>
    /// <param name="assertion">The compact JWS.</param>
    /// <param name="clientId">The parameter <c>client_id</c>; empty: not given.</param>
    /// <param name="endpoint">The address of the token endpoint, which the assertion must be for.</param>
    public RegisteredClient? Verify(string assertion, string clientId, string endpoint)
    {
        var parts = assertion.Split('.');
        if (parts.Length != 3 || Object(parts[0]) is not { } header || Object(parts[1]) is not { } claims || Bytes(parts[2]) is not { } signature)
            return null;
        var issuer = Text(claims, "iss");
        if (issuer.Length == 0 || Text(claims, "sub") != issuer || (clientId.Length > 0 && clientId != issuer) || !IsFor(claims, endpoint) || !IsTimely(claims))
            return null;
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var key = keys.Of(issuer).FirstOrDefault(key =>
            (key.Name is null || Text(header, key.Header) == key.Name) && key.Verifies(Text(header, "alg"), signed, signature));
        // Last: nobody but the client may use up its ids.
        return key is not null && IsFirst(issuer, Text(claims, "jti"), Number(claims, "exp")) ? key.Client : null;
    }

    private static bool IsFor(JsonElement claims, string endpoint) =>
        claims.TryGetProperty("aud", out var audience) && audience.ValueKind == JsonValueKind.String && audience.GetString() == endpoint;

    private bool IsTimely(JsonElement claims)
    {
        var (now, expires) = (clock.GetUtcNow().ToUnixTimeSeconds(), Number(claims, "exp"));
        return expires > now && expires <= now + LongestLife + Skew && Number(claims, "nbf") <= now + Skew;
    }

    private bool IsFirst(string issuer, string id, long expires)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (old, until) in used)
        {
            if (until < now)
                used.TryRemove(old, out _);
        }

        return id.Length > 0 && used.TryAdd($"{issuer} {id}", expires);
    }

    private static JsonElement? Object(string part)
    {
        try
        {
            return Bytes(part) is { } bytes && JsonElement.Parse(bytes) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
