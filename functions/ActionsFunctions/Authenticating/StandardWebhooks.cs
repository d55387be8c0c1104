using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>
/// Verifies a Standard Webhooks signature: HMAC-SHA256 over <c>id.timestamp.body</c>, the raw bytes. One match in the list is enough; entries of unknown
/// versions and malformed ones are skipped. A message is accepted within ±300 s of its timestamp, and once.
/// Source: Standard Webhooks specification.
/// </summary>
/// <param name="scope">The provider's route, which scopes message ids.</param>
/// <param name="secrets">Signing secrets, current first.</param>
/// <param name="replays">Ids already used.</param>
/// <param name="clock">The clock of the window.</param>
public sealed class StandardWebhooks(string scope, IReadOnlyList<ISecret> secrets, ReplayStore replays, TimeProvider clock)
{
    /// <summary>How far a timestamp may be from now, in the past or the future.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const int MaxIdLength = 256;

    /// <summary>Verifies a message.</summary>
    public async ValueTask<CallerVerdict> VerifyAsync(WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers.Get("webhook-id") is not { Length: > 0 } id
            || headers.Get("webhook-timestamp") is not { Length: > 0 } timestamp
            || headers.Get("webhook-signature") is not { Length: > 0 } signatures)
            return CallerVerdict.Missing;
        if (id.Length > MaxIdLength
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() - (long)Window.TotalSeconds)
            return CallerVerdict.Malformed;
        var proof = new Proof(signatures, Encoding.UTF8.GetBytes($"{id}.{timestamp}."), body);
        var verdict = await SecretMatch.AnyAsync(secrets, proof, static (given, secret) => given.Matches(secret), cancellationToken);
        return verdict == CallerVerdict.Accepted ? await UseOnceAsync(id, DateTimeOffset.FromUnixTimeSeconds(seconds), cancellationToken) : verdict;
    }

    // After the signature: a stranger must not be able to use up ids, nor learn what the clock says.
    private async ValueTask<CallerVerdict> UseOnceAsync(string id, DateTimeOffset sent, CancellationToken cancellationToken)
    {
        if ((clock.GetUtcNow() - sent).Duration() > Window)
            return CallerVerdict.Stale;
        return await replays.TryUseAsync(scope, id, sent + Window, cancellationToken) ? CallerVerdict.Accepted : CallerVerdict.Replayed;
    }

    private readonly record struct Proof(string Signatures, byte[] Prefix, ReadOnlyMemory<byte> Body)
    {
        public bool? Matches(string secret)
        {
            Span<byte> key = stackalloc byte[SigningSecret.LongestKey];
            if (!SigningSecret.TryDecode(secret, key, out var length))
                return null;
            Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
            SignedBody.Sign(key[..length], Prefix, Body.Span, expected);
            return AnyEntryIs(expected);
        }

        private bool AnyEntryIs(ReadOnlySpan<byte> expected)
        {
            Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
            var match = false;
            foreach (var range in Signatures.AsSpan().SplitAny(' ', '\t'))
            {
                // One provider joins with comma and space, and a host joins repeated headers the same way.
                var entry = Signatures.AsSpan(range).TrimEnd(',');
                if (entry.StartsWith("v1,", StringComparison.Ordinal)
                    && Convert.TryFromBase64Chars(entry[3..], given, out var length)
                    && length == given.Length)
                    match |= CryptographicOperations.FixedTimeEquals(expected, given);
            }

            return match;
        }
    }
}
