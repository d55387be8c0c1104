namespace ActionsFunctions.Secrets;

/// <summary>The periods of reading secrets from a vault.</summary>
internal static class VaultTimes
{
    /// <summary>No value is older than this while the vault answers; also how soon a withdrawn secret stops counting.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    /// <summary>When the next read starts, at the earliest: ahead of <see cref="FreshFor"/>, so that no login meets an old value.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(4);

    /// <summary>How long a rotated-out value is still accepted: time to bring the new one to the caller's side.</summary>
    public static readonly TimeSpan PreviousFor = TimeSpan.FromHours(1);

    /// <summary>One whole read. The first one also fetches the identity's token, which takes seconds on a cold instance.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a caller whose proof did not match waits for the vault: it answers in tens of milliseconds when it is well.</summary>
    public static readonly TimeSpan RefreshWait = TimeSpan.FromSeconds(1);

    /// <summary>Reads asked for by mismatches start no closer together than this, per secret.</summary>
    public static readonly TimeSpan RefreshSpacing = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a good read: spread, so that the instances of a deployment do not ask in step.</summary>
    public static TimeSpan UntilRefresh() => RefreshAfter + (FreshFor - RefreshAfter) * (0.5 * Spread());

    /// <summary>The wait after the given number of failed reads in a row: doubling to a minute, of which up to half is left out by chance.</summary>
    public static TimeSpan UntilRetry(int failures)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 6));
        return (doubled < LongestRetry ? doubled : LongestRetry) * (1 - 0.5 * Spread());
    }

    // No secret depends on it: it only spreads load.
#pragma warning disable CA5394
    private static double Spread() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
