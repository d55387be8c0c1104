using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>A JWT as a compact JWS (RFC 7515 section 7.1), taken apart and not yet trusted.</summary>
/// <param name="Header">The JOSE header.</param>
/// <param name="Claims">The payload: a JSON object.</param>
/// <param name="Signed">The bytes that the signature is over, as received.</param>
/// <param name="Signature">The signature.</param>
internal sealed record CompactJws(JoseHeader Header, JsonElement Claims, ReadOnlyMemory<byte> Signed, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Entra's caller tokens have about 1.5 KiB. The limit stops work on what cannot be one.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Takes a token apart; null where it is anything but header, claims and signature (a JWE has five parts).</summary>
    public static CompactJws? Parse(string token)
    {
        if (token.Length > MaxLength)
            return null;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.IndexOf('.', first + 1);
        if (first < 0 || second < 0)
            return null;
        // A third dot is no base64url, so the signature's decoding refuses it.
        if (StrictBase64Url.Decode(token.AsSpan(second + 1)) is not { } signature
            || Object(token.AsSpan(0, first)) is not { } header || JoseHeader.Read(header) is not { } jose
            || Object(token.AsSpan(first + 1, second - first - 1)) is not { } claims)
            return null;
        return new(jose, claims, Encoding.ASCII.GetBytes(token, 0, second), signature);
    }

    /// <summary>A token with these claims under that key, and a signature of zeros.</summary>
    public static string Unsigned(string keyId, VerificationKey key, ReadOnlyMemory<byte> claims)
    {
        var header = JsonBody.Write((keyId, key.Algorithm), static (json, jose) =>
        {
            json.WriteStartObject();
            json.WriteString("alg"u8, jose.Algorithm);
            json.WriteString("kid"u8, jose.keyId);
            json.WriteEndObject();
        });
        return $"{Base64Url.EncodeToString(header.Span)}.{Base64Url.EncodeToString(claims.Span)}.{Base64Url.EncodeToString(new byte[key.SignatureLength])}";
    }

    private static JsonElement? Object(ReadOnlySpan<char> part) =>
        StrictBase64Url.Decode(part) is { } bytes && StrictJson.TryParse(bytes, out var json) && json.ValueKind == JsonValueKind.Object ? json : null;
}
