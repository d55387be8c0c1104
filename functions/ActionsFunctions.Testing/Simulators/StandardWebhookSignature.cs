using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>The headers of a message signed as Standard Webhooks, symmetric scheme v1.</summary>
public static class StandardWebhookSignature
{
    private const string SecretPrefix = "whsec_";

    /// <summary>Signs <c>id.timestamp.body</c> with HMAC-SHA256 under the bytes that the secret's base64 part stands for.</summary>
    /// <param name="context">Holds the secret.</param>
    /// <param name="secretKey">Its configuration key.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="InvalidSettingsException">The secret is missing, or not <c>whsec_</c> and base64.</exception>
    public static IReadOnlyList<SimulatedHeader> Headers(SimulatorContext context, string secretKey, string id, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(context);
        var timestamp = context.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(context.Credential(secretKey), secretKey));
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

    private static byte[] KeyOf(string secret, string secretKey)
    {
        var buffer = new byte[secret.Length];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[SecretPrefix.Length..], buffer, out var length)
            ? buffer[..length]
            : throw new InvalidSettingsException([new(secretKey, "must be whsec_ and base64")]);
    }
}
