using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>
/// Holds a caller's proof against every version of every secret, always all of them, so that the time taken does not tell which one matched. Without a
/// match the vault is asked once more (seldom, see <see cref="ISecret.RefreshAsync"/>): the secret may have been rotated since it was read.
/// </summary>
public static class SecretMatch
{
    /// <summary>Compares.</summary>
    /// <param name="secrets">The accepted secrets, current first.</param>
    /// <param name="proof">What the caller gave.</param>
    /// <param name="compare">Compares a proof with one secret's text; null where that text is malformed.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away.</param>
    /// <returns><see cref="CallerVerdict.Unavailable"/> where a secret could not be read or used and nothing matched: the caller may be right.</returns>
    public static async ValueTask<CallerVerdict> AnyAsync<T>(
        IReadOnlyList<ISecret> secrets,
        T proof,
        Func<T, string, bool?> compare,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(compare);
        var match = false;
        var unusable = false;
        var seen = new SecretVersions?[secrets.Count];
        for (var again = 0; again < 2 && !match; again++)
        {
            for (var i = 0; i < seen.Length; i++)
            {
                var versions = await ReadAsync(secrets[i], again > 0, cancellationToken);
                if (ReferenceEquals(versions, seen[i]) && again > 0)
                    continue;
                seen[i] = versions;
                var current = versions is null ? null : compare(proof, versions.Current);
                match |= current == true;
                match |= versions?.Previous is { } previous && compare(proof, previous) == true;
                unusable |= current is null;
            }
        }

        if (match)
            return CallerVerdict.Accepted;
        return unusable ? CallerVerdict.Unavailable : CallerVerdict.Mismatch;
    }

    private static async ValueTask<SecretVersions?> ReadAsync(ISecret secret, bool refresh, CancellationToken cancellationToken)
    {
        try
        {
            return await (refresh ? secret.RefreshAsync(cancellationToken) : secret.ReadAsync(cancellationToken));
        }
        catch (SecretUnavailableException)
        {
            return null;
        }
    }
}
