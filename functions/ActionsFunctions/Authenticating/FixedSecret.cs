using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>
/// A text that caller and configuration both know: a header value, an API key, a password. Compared by SHA-256 digest in fixed time and with every
/// configured value, so that the time taken tells neither content, nor length, nor which of the values matched.
/// </summary>
/// <param name="secrets">The accepted values, current first; a vault's previous version of each is accepted too.</param>
public sealed class FixedSecret(IReadOnlyList<ISecret> secrets)
{
    /// <summary>Reads every value once, so that readiness can wait for them.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => secrets.LoadAsync(cancellationToken);

    /// <summary>
    /// Compares what the caller gave; null or empty: it gave nothing. Without a match, <see cref="CallerVerdict.Unavailable"/> where a value could not be
    /// read: the caller may be right.
    /// </summary>
    public async ValueTask<CallerVerdict> VerifyAsync(string? given, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(given))
            return CallerVerdict.Missing;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        return await SecretMatch.AnyAsync(secrets, digest, static (proof, secret) => Same(proof, secret), cancellationToken);
    }

    /// <summary>Whether two texts are the same, in a time that does not depend on where they differ.</summary>
    public static bool Same(string given, string known)
    {
        ArgumentNullException.ThrowIfNull(given);
        return Same(SHA256.HashData(Encoding.UTF8.GetBytes(given)), known);
    }

    private static bool Same(byte[] digest, string? known) =>
        !string.IsNullOrEmpty(known) && CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(known)));
}
