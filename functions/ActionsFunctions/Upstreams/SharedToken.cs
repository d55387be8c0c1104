using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// One token for everybody who needs it: one request in flight however many logins wait, and renewed ahead of expiry so that no login
/// waits for it. A login that gives up stops waiting; the request goes on for the others.
/// </summary>
internal sealed class SharedToken(ITokenIssuer issuer, TimeProvider clock, ILogger log) : IDisposable
{
    // A request that hangs is given up for another one: everybody waits for it.
    private static readonly TimeSpan[] Attempts = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)];
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan InvalidationSpacing = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private BearerToken? current;
    private long askedAt;
    private long? invalidatedAt;
    private Task<TokenAnswer>? inFlight;
    private ITimer? renewal;

    /// <summary>The kind of dependency that tokens come from.</summary>
    public string Source => issuer.Source;

    /// <summary>The request under way; null where there is none.</summary>
    public Task<TokenAnswer>? InFlight
    {
        get
        {
            lock (gate)
                return inFlight;
        }
    }

    /// <summary>The token, or why there is none. Throws only for <paramref name="cancellationToken"/>.</summary>
    public async ValueTask<TokenAnswer> GetAsync(CancellationToken cancellationToken)
    {
        Task<TokenAnswer> request;
        lock (gate)
        {
            if (current is not null && clock.GetElapsedTime(askedAt) < current.Lifetime - Margin(current))
                return new(current, null);
            request = inFlight ??= Start();
        }

        return await request.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Drops a token that an upstream has refused, unless a newer one is here already. False where there will be no other for now: an upstream that
    /// refuses every token must not have one fetched for each login.
    /// </summary>
    public bool Invalidate(BearerToken refused)
    {
        lock (gate)
        {
            if (!ReferenceEquals(current, refused))
                return true;
            if (invalidatedAt is { } last && clock.GetElapsedTime(last) < InvalidationSpacing)
                return false;
            invalidatedAt = clock.GetTimestamp();
            current = null;
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            renewal?.Dispose();
            renewal = null;
        }

        stopping.Cancel();
        stopping.Dispose();
    }

    private Task<TokenAnswer> Start()
    {
        Task<TokenAnswer> request;
        // The request outlives the login that happened to start it, so it must not carry that login's context.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            request = Task.Run(RequestAsync);
        return request;
    }

    private async Task<TokenAnswer> RequestAsync()
    {
        var started = clock.GetTimestamp();
        var answer = await IssueAsync(Attempts[0]);
        if (answer.Refusal is { RetryAfter: null } refused && IsPassing(refused))
            answer = await IssueAsync(Attempts[1]);
        if (answer.Refusal is { } refusal)
            UpstreamLog.NoToken(log, SafeText.Name(issuer.Source), refusal.Failure.Fault);
        lock (gate)
        {
            inFlight = null;
            if (answer.Token is not null)
                (current, askedAt) = (answer.Token, started);
            if (current is not null)
                ScheduleRenewal(answer.Token is null ? RenewalRetry : current.Lifetime * 0.75);
        }

        return answer;
    }

    // An exception of our own (no status) would come again.
    private static bool IsPassing(UpstreamAnswer refused) => refused.Failure.Fault is UpstreamFault.TimedOut or UpstreamFault.Unreachable or UpstreamFault.Malformed
        || refused is { Failure.Fault: UpstreamFault.Unavailable, Status: > 0 };

    // Used to the end where the endpoint is down, but not so close to it that it ends on the way.
    private static TimeSpan Margin(BearerToken token) => token.Lifetime * 0.1 < ExpiryMargin ? token.Lifetime * 0.1 : ExpiryMargin;

    private async Task<TokenAnswer> IssueAsync(TimeSpan limit)
    {
        try
        {
            using var timeout = new CancellationTokenSource(limit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
            return await issuer.IssueAsync(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return new(null, UpstreamAnswer.Failed(issuer.Source, UpstreamFault.TimedOut));
        }
        catch (Exception fault)
        {
            // A bug, or a client's undocumented exception: left in flight, it would be the answer to every login until a restart.
            UpstreamLog.TokenRequestCrashed(log, SafeText.Name(issuer.Source), SafeText.TypeOf(fault));
            return new(null, UpstreamAnswer.Failed(issuer.Source, UpstreamFault.Unavailable));
        }
    }

    private void ScheduleRenewal(TimeSpan wait)
    {
        renewal?.Dispose();
        // Below a second it would be a busy loop; a token that short is asked for when it is needed.
        renewal = wait < TimeSpan.FromSeconds(1) || stopping.IsCancellationRequested ? null
            : clock.CreateTimer(static state => ((SharedToken)state!).Renew(), this, wait, Timeout.InfiniteTimeSpan);
    }

    private void Renew()
    {
        lock (gate)
        {
            if (!stopping.IsCancellationRequested)
                inFlight ??= Start();
        }
    }
}
