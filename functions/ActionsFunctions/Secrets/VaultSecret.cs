using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Secrets;

/// <summary>
/// A secret in the vault. Read once, then kept in memory and read again in the background ahead of its age limit, so that no login waits
/// for the vault while a value is known. However many ask, one read is under way at a time, and nobody's cancellation ends it.
/// </summary>
internal sealed class VaultSecret : ISecret, IDisposable
{
    private readonly string name;
    private readonly VaultReader reader;
    private readonly TimeProvider clock;
    private readonly RememberedSecret remembered;
    private readonly ITimer timer;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken stopped;
    private readonly Lock gate = new();
    private Flight? flight;
    private long? lastAsked;

    /// <summary>The secret <paramref name="name"/>; nothing is read yet.</summary>
    public VaultSecret(string name, VaultReader reader, TimeProvider clock, ILogger log)
    {
        this.name = name;
        this.reader = reader;
        this.clock = clock;
        remembered = new(name, clock, log);
        stopped = stop.Token;
        timer = clock.CreateTimer(static secret => ((VaultSecret)secret!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) =>
        remembered.Versions is { } versions ? new(versions) : new(FirstAsync(cancellationToken));

    /// <inheritdoc />
    public async ValueTask<SecretVersions> RefreshAsync(CancellationToken cancellationToken)
    {
        if (RefreshFlight() is { } joined)
        {
            try
            {
                await joined.Landed.Task.WaitAsync(VaultTimes.RefreshWait, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The vault is slow: what is known counts until its answer is there.
            }
        }

        return remembered.Versions ?? throw new SecretUnavailableException();
    }

    /// <summary>Starts the first read where there was none and waits for its end, the previous version included. True where a value is known. Never throws.</summary>
    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        // What went wrong is told in the log by the read itself; its retries go on.
        if (FirstFlight() is { } joined)
            await joined.Landed.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return remembered.Versions is not null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (stopped.IsCancellationRequested)
            return;
        stop.Cancel();
        timer.Dispose();
        stop.Dispose();
    }

    private async Task<SecretVersions> FirstAsync(CancellationToken cancellationToken)
    {
        if (FirstFlight() is { } joined)
            await joined.Answered.Task.WaitAsync(cancellationToken);
        return remembered.Versions ?? throw new SecretUnavailableException();
    }

    private Flight? FirstFlight()
    {
        lock (gate)
        {
            // Between two retries the answer is known to be no: a login must not spend its budget on waiting for the next.
            return flight ?? (remembered.Failures == 0 && remembered.Versions is null ? Begin() : null);
        }
    }

    private Flight? RefreshFlight()
    {
        lock (gate)
        {
            if (flight is not null)
                return flight;
            if (lastAsked is { } last && clock.GetElapsedTime(last) < VaultTimes.RefreshSpacing)
                return null;
            lastAsked = clock.GetTimestamp();
            return Begin();
        }
    }

    private void OnTimer()
    {
        Flight begun;
        lock (gate)
        {
            if (flight is not null)
                return;
            flight = begun = new();
        }

        _ = FlyAsync(begun);
    }

    /// <summary>On the pool: the very first read loads Azure.Identity, and the caller must stay free to give up.</summary>
    private Flight Begin()
    {
        var begun = flight = new();
        // Unsafe: without the flow of context the read does not belong to the trace of the login that happened to start it.
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Secret.FlyAsync(work.Flight), (Secret: this, Flight: begun), preferLocal: false);
        return begun;
    }

    private async Task FlyAsync(Flight mine)
    {
        using var limit = new CancellationTokenSource(VaultTimes.Attempt, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopped);
        var answer = await reader.ReadAsync(name, null, over.Token);
        if (!stopped.IsCancellationRequested)
            remembered.Take(answer);
        mine.Answered.TrySetResult();
        if (answer.Fault is VaultFault.None)
            await remembered.CheckPreviousAsync(reader, answer, over.Token);
        lock (gate)
        {
            flight = null;
            timer.Change(remembered.Failures == 0 ? VaultTimes.UntilRefresh() : VaultTimes.UntilRetry(remembered.Failures), Timeout.InfiniteTimeSpan);
        }

        mine.Landed.TrySetResult();
    }

    /// <summary>One read under way. Those who know no value yet wait for the answer; those with a mismatch for the previous version as well.</summary>
    private sealed class Flight
    {
        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Landed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
