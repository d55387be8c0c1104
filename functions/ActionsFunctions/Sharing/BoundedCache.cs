using ActionsFunctions.Observing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ActionsFunctions.Sharing;

/// <summary>What the shared cache said.</summary>
/// <param name="Known">False: it did not answer in time, or is left alone.</param>
/// <param name="Value">The answer where it is known.</param>
internal readonly record struct Shared<T>(bool Known, T? Value);

/// <summary>
/// The shared cache within bounds: no access takes longer than <see cref="Limit"/>, none throws, and a cache that is down is left alone, so that it costs
/// a login nothing.
/// </summary>
internal sealed partial class BoundedCache
{
    /// <summary>The longest that an access takes. A cache in the same region answers in one or two milliseconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private readonly ISharedCache cache;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline breaker;

    public BoundedCache(ISharedCache cache, TimeProvider clock, ILogger log)
    {
        this.cache = cache;
        this.clock = clock;
        breaker = new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = 4,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(5),
            // An access that nobody waits for any more says nothing about the cache.
            ShouldHandle = static arguments => new(arguments.Outcome.Exception is not (null or OperationCanceledException)),
            OnOpened = arguments =>
            {
                LeftAlone(log, arguments.Outcome.Exception is { } reason ? SafeText.TypeOf(reason) : default);
                return default;
            },
            OnClosed = _ =>
            {
                BackAgain(log);
                return default;
            },
        }).Build();
    }

    public Task<Shared<byte[]>> GetAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(() => cache.GetAsync(key, cancellationToken), cancellationToken);

    public Task<Shared<bool>> SetAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            await cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life }, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<Shared<bool>> RemoveAsync(string key, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            await cache.RemoveAsync(key, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<Shared<bool>> TryAddAsync(string key, byte[] value, TimeSpan life, CancellationToken cancellationToken) =>
        CallAsync(() => cache.TryAddAsync(key, value, life, cancellationToken), cancellationToken);

    private async Task<Shared<T>> CallAsync<T>(Func<Task<T?>> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        try
        {
            var outcome = await breaker.ExecuteOutcomeAsync(async (_, _) => await TimedAsync(call, cancellationToken), context, 0);
            return outcome.Exception is null ? new(true, outcome.Result) : default;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<Outcome<T?>> TimedAsync<T>(Func<Task<T?>> call, CancellationToken cancellationToken)
    {
        try
        {
            // On the pool: a client may connect, or block, before its first await.
            return Outcome.FromResult<T?>(await Task.Run(call, CancellationToken.None).WaitAsync(Limit, clock, cancellationToken));
        }
        catch (Exception fault)
        {
            return Outcome.FromException<T?>(fault);
        }
    }

    [LoggerMessage(EventId = 801, Level = LogLevel.Warning, Message = "The shared cache does not answer ({Exception}) and is left alone for a while: instances keep to themselves meanwhile")]
    private static partial void LeftAlone(ILogger log, SafeText exception);

    [LoggerMessage(EventId = 802, Level = LogLevel.Information, Message = "The shared cache answers again")]
    private static partial void BackAgain(ILogger log);
}
