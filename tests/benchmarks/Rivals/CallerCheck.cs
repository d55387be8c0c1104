using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Benchmarks.Rivals;

/// <summary>The caller check of the product's auth0 route: HMAC over the raw bytes, a time window, and each message id once.</summary>
internal sealed class CallerCheck
{
    private static readonly byte[] Key = Convert.FromBase64String("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private readonly ConcurrentDictionary<string, long> used = new(StringComparer.Ordinal);

    public bool Accepts(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var id = request.Headers["webhook-id"].ToString();
        var timestamp = request.Headers["webhook-timestamp"].ToString();
        var signature = request.Headers["webhook-signature"].ToString();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent) || !signature.StartsWith("v1,", StringComparison.Ordinal))
            return false;
        Span<byte> expected = stackalloc byte[32];
        Span<byte> given = stackalloc byte[32];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(expected);
        return Convert.TryFromBase64Chars(signature.AsSpan(3), given, out var length) && length == 32
            && CryptographicOperations.FixedTimeEquals(expected, given)
            && Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - sent) <= 300
            && used.TryAdd(id, sent);
    }
}
