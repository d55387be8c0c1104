using System.Security.Cryptography;

namespace ActionsFunctions.Sharing;

/// <summary>
/// What instances know together: message ids used, the generation of each user's answers, and the answers. Nothing here is needed for a login to go on:
/// where the cache does not answer, or its keys are not known yet, each instance keeps to itself.
/// </summary>
/// <param name="cache">The cache within bounds.</param>
/// <param name="keys">The keys.</param>
/// <param name="generationLife">How long a generation is remembered. One that is forgotten costs answers and never brings old ones back.</param>
internal sealed class SharedStore(BoundedCache cache, CacheKeys keys, TimeSpan generationLife)
{
    private const string Ids = "id";
    private const string Generations = "generation";

    /// <summary>Uses a message id: true for the first who does; null where that cannot be known.</summary>
    public async Task<bool?> TryUseAsync(string scope, string id, TimeSpan life, CancellationToken cancellationToken)
    {
        // Under each key, and in one order whatever the order in settings: during a rotation instances know different keys, but have one in common.
        foreach (var key in keys.Current()?.OrderBy(key => key.Id, StringComparer.Ordinal) ?? Enumerable.Empty<CacheKey>())
        {
            var name = key.NameOf(Ids, $"{scope}\n{id}");
            var added = await cache.TryAddAsync(name, key.Seal(name, []), life, cancellationToken);
            if (!added.Known)
                return null;
            if (!added.Value)
                return false;
        }

        return keys.Current() is null ? null : true;
    }

    /// <summary>
    /// The generation of a subject's answers: another one after each invalidation, on whichever instance. Begun where there is none, so that a cache that
    /// drops it makes older answers unreachable instead of valid again. Null where it cannot be known.
    /// </summary>
    public async Task<string?> GenerationAsync(string subject, CancellationToken cancellationToken)
    {
        var known = await Task.WhenAll((keys.Current() ?? []).Select(key => GenerationAsync(key, subject, cancellationToken)));
        return known.Length == 0 || known.Contains(null) ? null : string.Join('.', known);
    }

    /// <summary>Begins a new generation; false where not every instance will know.</summary>
    public async Task<bool> RenewGenerationAsync(string subject, CancellationToken cancellationToken)
    {
        var set = await Task.WhenAll((keys.Current() ?? []).Select(key =>
        {
            var name = key.NameOf(Generations, subject);
            return cache.SetAsync(name, key.Seal(name, NewGeneration()), generationLife, cancellationToken);
        }));
        return set.Length > 0 && Array.TrueForAll(set, answer => answer.Known);
    }

    /// <summary>The value stored under a text; null where there is none that can be read.</summary>
    public async Task<byte[]?> ReadAsync(string purpose, string text, CancellationToken cancellationToken)
    {
        if (keys.Current() is not [var key, ..])
            return null;
        var name = key.NameOf(purpose, text);
        return (await cache.GetAsync(name, cancellationToken)).Value is { } found ? key.Open(name, found) : null;
    }

    /// <summary>Stores a value under a text, or removes it where the value is null.</summary>
    public async Task WriteAsync(string purpose, string text, ReadOnlyMemory<byte>? value, TimeSpan life)
    {
        if (keys.Current() is not [var key, ..])
            return;
        var name = key.NameOf(purpose, text);
        if (value is { } bytes)
            await cache.SetAsync(name, key.Seal(name, bytes.Span), life, CancellationToken.None);
        else
            await cache.RemoveAsync(name, CancellationToken.None);
    }

    private static byte[] NewGeneration() => RandomNumberGenerator.GetBytes(16);

    private async Task<string?> GenerationAsync(CacheKey key, string subject, CancellationToken cancellationToken)
    {
        var name = key.NameOf(Generations, subject);
        // Twice: between looking and adding another instance may have begun one.
        for (var again = 0; again < 2; again++)
        {
            var found = await cache.GetAsync(name, cancellationToken);
            if (!found.Known)
                return null;
            if (found.Value is { } value)
                return key.Open(name, value) is { } generation ? Convert.ToHexString(generation) : null;
            var begun = NewGeneration();
            var added = await cache.TryAddAsync(name, key.Seal(name, begun), generationLife, cancellationToken);
            if (!added.Known)
                return null;
            if (added.Value)
                return Convert.ToHexString(begun);
        }

        return null;
    }
}
