using System.Security.Cryptography;

namespace ActionsFunctions.Authenticating;

/// <summary>HMAC-SHA256 (RFC 2104) over a prefix and the raw bytes of a body, which are never put together.</summary>
internal static class SignedBody
{
    /// <summary>Writes the <see cref="HMACSHA256.HashSizeInBytes"/> bytes of the signature.</summary>
    public static void Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(prefix);
        hmac.AppendData(body);
        hmac.GetHashAndReset(signature);
    }
}
