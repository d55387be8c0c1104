using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.CircuitBreaker;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// What stands before one upstream: a bound on calls at once, with a queue no longer than can be served in time, and a circuit breaker, so that
/// an upstream that is down costs a login nothing and is left in peace to recover.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle, and an abandoned action may still release it.")]
internal sealed class UpstreamGuard
{
    /// <summary>The most calls at once. At 20 ms a call that is 6,400 calls a second.</summary>
    public const int Places = 128;

    private const int MinimumCalls = 20;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestHang = TimeSpan.FromMilliseconds(50);

    // Below that a timer of the system is not exact: everything would be asked twice.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim places = new(Places, Places);
    private readonly ResiliencePipeline<UpstreamAnswer> breaker;
    private readonly HedgeAllowance hedges;
    private int waiting;
    private long retryAfterTicks;

    public UpstreamGuard(string source, TimeProvider clock, int hedgedPercent = 0)
    {
        Source = source;
        this.clock = clock;
        hedges = new(hedgedPercent);
        Limit = new(clock);
        breaker = new ResiliencePipelineBuilder<UpstreamAnswer> { TimeProvider = clock }.AddCircuitBreaker(new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = MinimumCalls,
            SamplingDuration = Sampling,
            BreakDurationGenerator = _ => new(BreakDuration()),
            ShouldHandle = arguments => new(arguments.Outcome.Result is { } answer && Counts(answer)),
        }).Build();
    }

    /// <summary>The kind of dependency, for diagnostics.</summary>
    public string Source { get; }

    public UpstreamPace Pace { get; } = new();

    /// <summary>What it says of its limits.</summary>
    public UpstreamLimit Limit { get; }

    /// <summary>True where an upstream that works would not have answered so. A refusal or a missing user is an answer.</summary>
    public static bool IsDown(UpstreamAnswer answer) => answer.Failure.Fault
        is UpstreamFault.Unreachable or UpstreamFault.TimedOut or UpstreamFault.Unavailable or UpstreamFault.Throttled or UpstreamFault.Malformed;

    /// <summary>Calls once, or says at once why not. Throws only for <paramref name="cancellationToken"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="limit">The time that it may take; null: until cancelled.</param>
    /// <param name="timeLeft">The time that the action has left.</param>
    /// <param name="cancellationToken">Cancelled when the answer is no longer wanted.</param>
    /// <param name="takeRetry">Takes the run's one retry for a second attempt beside the first, given what a call usually takes; null: the call must not be hedged.</param>
    public async Task<UpstreamAnswer> CallAsync(
        Func<CancellationToken, Task<UpstreamAnswer>> call,
        TimeSpan? limit,
        TimeSpan timeLeft,
        CancellationToken cancellationToken,
        Func<TimeSpan, bool>? takeRetry = null)
    {
        if (!places.Wait(0, CancellationToken.None) && !await QueueAsync(timeLeft, cancellationToken))
            return UpstreamAnswer.Failed(Source, UpstreamFault.Overloaded);
        try
        {
            hedges.Earn();
            var answer = await BreakAsync(token => AttemptAsync(call, limit, takeRetry, token), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
        finally
        {
            places.Release();
        }
    }

    // Whoever would be served too late only makes others wait.
    private async Task<bool> QueueAsync(TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        var ahead = Interlocked.Increment(ref waiting);
        try
        {
            if ((Pace.Usual ?? TimeSpan.Zero) * (ahead / (double)Places + 1) >= timeLeft || ahead > 8 * Places)
                return false;
            await places.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<UpstreamAnswer> BreakAsync(Func<CancellationToken, Task<UpstreamAnswer>> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            // An outcome, not an exception: while the circuit is open this is on the path of every login.
            var outcome = await breaker.ExecuteOutcomeAsync(
                static async (context, call) => Outcome.FromResult(await call(context.CancellationToken)), context, call);
            if (outcome.Exception is BrokenCircuitException)
                return UpstreamAnswer.Failed(Source, UpstreamFault.CircuitOpen);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Inside the circuit breaker: whatever the attempts were, it sees one outcome.
    private Task<UpstreamAnswer> AttemptAsync(
        Func<CancellationToken, Task<UpstreamAnswer>> call, TimeSpan? limit, Func<TimeSpan, bool>? takeRetry, CancellationToken cancellationToken)
    {
        if (takeRetry is not null && hedges.IsOn && Pace.Usual is { } usual)
            return HedgeAsync(call, limit, takeRetry, usual, cancellationToken);
        return limit is { } time ? CutAsync(call, time, cancellationToken) : TimedAsync(call, cancellationToken, cancellationToken);
    }

    private Task<UpstreamAnswer> HedgeAsync(
        Func<CancellationToken, Task<UpstreamAnswer>> call, TimeSpan? limit, Func<TimeSpan, bool> takeRetry, TimeSpan usual, CancellationToken cancellationToken)
    {
        var hedged = new HedgedCall(clock, attempt => TimedAsync(call, attempt, cancellationToken), () => TryHedge(takeRetry, usual), () => places.Release());
        return hedged.RunAsync(usual > ShortestWait ? usual : ShortestWait, limit, cancellationToken);
    }

    private async Task<UpstreamAnswer> CutAsync(Func<CancellationToken, Task<UpstreamAnswer>> call, TimeSpan time, CancellationToken cancellationToken)
    {
        using var cut = new CancellationTokenSource(time, clock);
        using var unwanted = cancellationToken.UnsafeRegister(static cut => ((CancellationTokenSource)cut!).Cancel(), cut);
        return await TimedAsync(call, cut.Token, cancellationToken);
    }

    // A hedge waits for nothing: it is for an upstream that has an attempt to spare.
    private bool TryHedge(Func<TimeSpan, bool> takeRetry, TimeSpan usual)
    {
        if (Limit.IsNear || !hedges.TryTake() || !places.Wait(0, CancellationToken.None))
            return false;
        if (takeRetry(usual))
            return true;
        places.Release();
        return false;
    }

    private async Task<UpstreamAnswer> TimedAsync(Func<CancellationToken, Task<UpstreamAnswer>> call, CancellationToken attempt, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        UpstreamAnswer answer;
        try
        {
            answer = await call(attempt);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested || IsHang(clock.GetElapsedTime(started)))
        {
            // A login whose time is over says something about the upstream; one that was refused meanwhile does not.
            answer = UpstreamAnswer.Failed(Source, UpstreamFault.TimedOut);
        }

        // Cut off before its time, as the slower of two attempts, it says nothing about how long it would have taken.
        var took = clock.GetElapsedTime(started);
        if (answer.Failure.Fault is UpstreamFault.None or UpstreamFault.NotFound || (answer.Failure.Fault == UpstreamFault.TimedOut && took >= (Pace.Usual ?? TimeSpan.Zero)))
            Pace.Add(took);
        return answer;
    }

    private bool IsHang(TimeSpan took) => took >= ShortestHang && took >= (Pace.Usual ?? TimeSpan.Zero) * 2;

    private bool Counts(UpstreamAnswer answer)
    {
        if (answer.Failure.Fault == UpstreamFault.Throttled)
            Volatile.Write(ref retryAfterTicks, answer.RetryAfter?.Ticks ?? 0);
        return IsDown(answer);
    }

    // Sustained throttling: as long as it asks for. One throttled call among good ones never opens the circuit.
    private TimeSpan BreakDuration()
    {
        var asked = TimeSpan.FromTicks(Interlocked.Exchange(ref retryAfterTicks, 0));
        return asked <= Break ? Break : asked < LongestBreak ? asked : LongestBreak;
    }
}
