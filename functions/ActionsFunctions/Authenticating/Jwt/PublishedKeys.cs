using ActionsFunctions.Secrets;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// The issuer's keys in memory. Renewed in the background before they age, at once where a token names an unknown key, and kept through
/// an outage of the issuer. One load is under way at a time, however many logins wait.
/// </summary>
/// <param name="metadata">Where keys are loaded from.</param>
/// <param name="patience">How long a login waits for a load; the load itself goes on.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed partial class PublishedKeys(OpenIdMetadata metadata, TimeSpan patience, TimeProvider clock, ILogger log)
{
    /// <summary>Age from which the next login starts a renewal, without waiting for it. Entra announces new keys days ahead.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromHours(1);

    /// <summary>Age at which keys no longer count: a withdrawn key must not live for ever where the issuer cannot be reached.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>Least time between two loads of the same cause: forged tokens must not make us flood the issuer.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)];

    private readonly Lock gate = new();
    private readonly long?[] tried = new long?[Pauses.Length];
    private volatile IssuerKeys? current;
    private Task load = Task.CompletedTask;

    private enum Cause
    {
        Missing,
        Aged,
        UnknownKey,
    }

    /// <summary>Loads the keys if there are none, and waits as long as that takes.</summary>
    /// <exception cref="SecretUnavailableException">They cannot be loaded now.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Valid() is null)
            await Load(Cause.Missing).WaitAsync(cancellationToken);
        if (Valid() is null)
            throw new SecretUnavailableException("The signing keys of the identity provider cannot be loaded yet.");
    }

    /// <summary>The keys that count now; waits only where there are none. Null where they cannot be loaded.</summary>
    public async ValueTask<IssuerKeys?> CurrentAsync(CancellationToken cancellationToken)
    {
        var keys = Valid();
        if (keys is null)
        {
            await WaitAsync(Load(Cause.Missing), cancellationToken);
            return Valid();
        }

        if (clock.GetElapsedTime(keys.Loaded) >= RenewAfter)
            _ = Load(Cause.Aged);
        return keys;
    }

    /// <summary>The keys after a token named one that is not in <paramref name="seen"/>: loaded again, unless that was just done.</summary>
    public async ValueTask<IssuerKeys?> AfterUnknownKeyAsync(IssuerKeys seen, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(seen, current))
            await WaitAsync(Load(Cause.UnknownKey), cancellationToken);
        return Valid();
    }

    private IssuerKeys? Valid() => current is { } keys && clock.GetElapsedTime(keys.Loaded) < MaxAge ? keys : null;

    private Task Load(Cause cause)
    {
        lock (gate)
        {
            if (!load.IsCompleted)
                return load;
            if (tried[(int)cause] is { } last && clock.GetElapsedTime(last) < Pauses[(int)cause])
                return Task.CompletedTask;
            tried[(int)cause] = clock.GetTimestamp();
            // Not this login's token: others wait for the same load, and it serves the logins to come.
            return load = Task.Run(() => RenewAsync(CancellationToken.None), CancellationToken.None);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var (loaded, fault) = await metadata.LoadAsync(cancellationToken);
        if (loaded is null)
        {
            NotLoaded(log, fault, current is not null);
            return;
        }

        current = loaded;
        Loaded(log, loaded.Keys.Count);
    }

    private async Task WaitAsync(Task loading, CancellationToken cancellationToken)
    {
        await loading.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Signing keys of the identity provider loaded: {Count}")]
    private static partial void Loaded(ILogger log, int count);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Signing keys of the identity provider not loaded: {Fault}; earlier ones in use: {Earlier}")]
    private static partial void NotLoaded(ILogger log, KeyFault fault, bool earlier);
}
