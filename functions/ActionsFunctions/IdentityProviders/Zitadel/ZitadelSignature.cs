using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Authenticating;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>
/// The header <c>ZITADEL-Signature: t=…,v1=…[,v1=…]</c>: HMAC-SHA256 over <c>t.body</c> in hex, one entry for every key that is valid at the time.
/// Source: zitadel/zitadel, pkg/actions/signing.go.
/// </summary>
internal sealed class ZitadelSignature
{
    private const int MaxEntries = 16;
    private readonly byte[] signedPrefix;
    private readonly List<byte[]> signatures;

    private ZitadelSignature(string seconds, DateTimeOffset at, List<byte[]> signatures)
    {
        signedPrefix = Encoding.ASCII.GetBytes(seconds + ".");
        At = at;
        this.signatures = signatures;
    }

    /// <summary>When the message was signed.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Reads the header; null where it has another form. Entries of unknown names are skipped, and so is hex that is none.</summary>
    public static ZitadelSignature? Read(string header)
    {
        string? seconds = null;
        var hashes = new List<byte[]>();
        // A host may have joined the entries with a blank after the comma.
        foreach (var entry in header.Split(',', MaxEntries, StringSplitOptions.TrimEntries))
        {
            if (entry.StartsWith("v1=", StringComparison.Ordinal) && Hash(entry.AsSpan(3)) is { } hash)
                hashes.Add(hash);
            if (!entry.StartsWith("t=", StringComparison.Ordinal))
                continue;
            // With two times nobody could say which one is signed.
            if (seconds is not null)
                return null;
            seconds = entry[2..];
        }

        return hashes.Count > 0
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && time <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? new(seconds, DateTimeOffset.FromUnixTimeSeconds(time), hashes)
                : null;
    }

    /// <summary>Whether one of the entries was made with this key, over these bytes; every entry is compared, in fixed time.</summary>
    public bool IsBy(string key, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        SignedBody.Sign(Encoding.UTF8.GetBytes(key), signedPrefix, body, expected);
        var match = false;
        foreach (var signature in signatures)
            match |= CryptographicOperations.FixedTimeEquals(expected, signature);
        return match;
    }

    private static byte[]? Hash(ReadOnlySpan<char> hex)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * hash.Length && Convert.FromHexString(hex, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash : null;
    }
}
