using ActionsFunctions.Secrets;

namespace ActionsFunctions.Sharing;

/// <summary>The keys of <c>Cache:EncryptionKeys</c>, and the version before a rotation of each.</summary>
/// <param name="secrets">The keys, current first.</param>
internal sealed class CacheKeys(IReadOnlyList<ISecret> secrets)
{
    private Known? last;

    /// <summary>The keys that count now, current first; null where one is not known yet or has another form. Never waits for the vault.</summary>
    public IReadOnlyList<CacheKey>? Current()
    {
        var versions = new SecretVersions[secrets.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            // The first read goes on for the logins to come.
            var read = secrets[i].ReadAsync(CancellationToken.None);
            if (!read.IsCompletedSuccessfully)
            {
                _ = ObserveAsync(read.AsTask());
                return null;
            }

            versions[i] = read.Result;
        }

        var known = Volatile.Read(ref last);
        if (known is null || !versions.AsSpan().SequenceEqual(known.Versions))
            Volatile.Write(ref last, known = new(versions, Derive(versions)));
        return known.Keys;
    }

    private static IReadOnlyList<CacheKey>? Derive(SecretVersions[] versions)
    {
        var texts = versions.Select(version => version.Current).Concat(versions.Select(version => version.Previous).OfType<string>());
        var keys = texts.Distinct(StringComparer.Ordinal).Select(CacheKey.Read).ToList();
        return keys.Contains(null) ? null : [.. keys.OfType<CacheKey>()];
    }

    private static async Task ObserveAsync(Task read) => await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Known(SecretVersions[] Versions, IReadOnlyList<CacheKey>? Keys);
}
