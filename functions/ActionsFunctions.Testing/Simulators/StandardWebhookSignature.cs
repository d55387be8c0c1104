using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>The headers of a message signed as Standard Webhooks, symmetric scheme v1.</summary>
public static class StandardWebhookSignature
{
    private const string SecretPrefix = "whsec_";

    /// <summary>Signs <c>id.timestamp.body</c> with HMAC-SHA256 under the bytes that the secret's base64 part stands for.</summary>
    /// <exception cref="FormatException">The secret is not <c>whsec_</c> and base64.</exception>
    public static IReadOnlyList<SimulatedHeader> Headers(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            throw new FormatException("A Standard Webhooks secret begins with whsec_.");
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[SecretPrefix.Length..]));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return
        [
            new("webhook-id", id),
            new("webhook-timestamp", timestamp),
            new("webhook-signature", "v1," + Convert.ToBase64String(hmac.GetHashAndReset())),
        ];
    }

    /// <summary>A development secret: its bytes are a plain sentence, so that nobody takes it for a real one.</summary>
    public static string DevelopmentSecret(string sentence) => SecretPrefix + Convert.ToBase64String(Encoding.ASCII.GetBytes(sentence));
}
