using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>Writes signed calls to the auth0 route, each with an id of its own. One per connection: it has one buffer.</summary>
internal sealed class LoginMessage(IReadOnlyList<byte[]> bodies)
{
    private static readonly byte[] Key = Convert.FromBase64String(Scenario.Secret["whsec_".Length..]);
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static long last;
    private readonly byte[] buffer = new byte[512 + bodies.Max(body => body.Length)];

    /// <summary>The bodies of so many users.</summary>
    public static byte[][] Bodies(int users, int bytes) => [.. Enumerable.Range(0, users).Select(user => SampleEvent.Body(user, bytes))];

    /// <summary>The next call, in HTTP/1.1. Holds until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        var number = Interlocked.Increment(ref last);
        var body = bodies[(int)(number % bodies.Count)];
        var sent = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var id = string.Create(CultureInfo.InvariantCulture, $"{Run}_{number}");
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/post-login/auth0 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nwebhook-id: {id}\r\nwebhook-timestamp: {sent}\r\nwebhook-signature: v1,");
        var length = Encoding.ASCII.GetBytes(head, buffer);
        length += Sign($"{id}.{sent}.", body, buffer.AsSpan(length));
        "\r\n\r\n"u8.CopyTo(buffer.AsSpan(length));
        length += 4;
        body.CopyTo(buffer, length);
        return buffer.AsMemory(0, length + body.Length);
    }

    /// <summary>The signature of a message, base64, as ASCII.</summary>
    public static int Sign(string prefix, ReadOnlySpan<byte> body, Span<byte> target)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key);
        hmac.AppendData(Encoding.ASCII.GetBytes(prefix));
        hmac.AppendData(body);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        Base64.EncodeToUtf8(hash, target, out _, out var written);
        return written;
    }
}
