using System.Collections.Concurrent;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Hosting;

/// <summary>
/// Ready: the configuration is valid (else nothing runs), the callers' credentials are loaded, and one warm-up attempt of at most 10 s has finished,
/// whatever it gave. An outage of an upstream must not keep new instances out.
/// </summary>
/// <param name="providers">The configured providers, whose credentials are loaded.</param>
/// <param name="warmUps">What is warmed up, by kind: <c>graph</c>, <c>keyvault</c>, <c>backend:1</c>. True: it answered.</param>
/// <param name="clock">The clock of the limit.</param>
public sealed class Readiness(IReadOnlyList<IIdentityProvider> providers, IReadOnlyList<KeyValuePair<string, Func<CancellationToken, Task<bool>>>> warmUps, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, string> states = new(StringComparer.Ordinal);
    private volatile bool warm;

    /// <summary>What else is done before the first login; default nothing. It counts in the same limit, and how it ends does not matter.</summary>
    internal Func<CancellationToken, Task> Rehearse { get; init; } = static _ => Task.CompletedTask;
    private volatile bool credentialsLoaded;

    /// <summary>True where logins may be sent here.</summary>
    public bool IsReady => warm && credentialsLoaded;

    /// <summary>Each dependency by kind, with <c>ok</c>, <c>unavailable</c> or <c>unknown</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dependencies =>
        [.. warmUps.Select(dependency => KeyValuePair.Create(dependency.Key, states.GetValueOrDefault(dependency.Key, "unknown")))];

    /// <summary>Loads credentials, retrying until they come, and attempts one warm-up of the dependencies.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var credentials = LoadCredentialsAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = Task.WhenAll([
            .. warmUps.Select(dependency => AttemptAsync(dependency.Key, dependency.Value, limit.Token)),
            Task.Run(() => Rehearse(limit.Token), limit.Token)]);
        await attempts.WaitAsync(Limit, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await limit.CancelAsync();
        warm = true;
        await credentials;
    }

    private async Task AttemptAsync(string name, Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            states[name] = await attempt(cancellationToken) ? "ok" : "unavailable";
        }
        catch (Exception)
        {
            states[name] = "unavailable";
        }
    }

    private async Task LoadCredentialsAsync(CancellationToken cancellationToken)
    {
        foreach (var provider in providers)
        {
            while (!await TryLoadAsync(provider, cancellationToken))
                await Task.Delay(Pause, clock, cancellationToken);
            await provider.RehearseCallerAsync(cancellationToken);
        }

        credentialsLoaded = true;
    }

    private static async Task<bool> TryLoadAsync(IIdentityProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            await provider.LoadCredentialsAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is SecretUnavailableException or HttpRequestException or TimeoutException)
        {
            return false;
        }
    }
}
