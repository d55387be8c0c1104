using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Upstreams;

/// <summary>Calls one configured origin, with its access token where it wants one.</summary>
public sealed class UpstreamClient
{
    private readonly UpstreamTransport transport;
    private readonly UpstreamGuard guard;
    private readonly SharedToken? token;
    private readonly int maxBytes;
    private UpstreamClient? understudy;

    internal UpstreamClient(Uri baseUri, UpstreamTransport transport, UpstreamGuard guard, SharedToken? token, int maxBytes)
    {
        BaseUri = baseUri;
        this.transport = transport;
        this.guard = guard;
        this.token = token;
        this.maxBytes = maxBytes;
    }

    /// <summary>The kind of dependency, for diagnostics: <c>graph</c> or <c>backend</c>.</summary>
    public string Source => guard.Source;

    /// <summary>The kind of dependency as health and observers name it: <c>graph</c>, <c>backend:1</c>.</summary>
    internal string Kind
    {
        get => field ?? Source;
        init;
    }

    /// <summary>The address it was configured with; requests go to its scheme, host and port only.</summary>
    public Uri BaseUri { get; }

    /// <summary>True while it says that its limit is near or reached: what can be left out should be.</summary>
    public bool IsNearLimit => guard.Limit.IsNear;

    /// <summary>
    /// Sends a request, and once more where that can help and <paramref name="retry"/> grants it: after a refused token with a fresh one, after
    /// a throttling when its <c>Retry-After</c> is over, after an outage or a hang at once. Throws only for <paramref name="cancellationToken"/>.
    /// </summary>
    public async Task<UpstreamAnswer> SendAsync(UpstreamRequest request, RetryAllowance retry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(retry);
        if (!SameOrigin(BaseUri, request.Uri))
            return UpstreamAnswer.Failed(Source, UpstreamFault.HostRefused);
        if (RehearsedUpstream.IsOn && !IsUnderstudy)
            return await Understudy().SendAsync(request, retry, cancellationToken);
        if (LoginWatch.Replayed(request, Source) is { } replayed)
            return replayed;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, isFresh) = await SendOnceAsync(request, retry, attempt, cancellationToken);
            if (WaitBeforeRetry(request, answer, isFresh) is { } wait && retry.TryTake(wait, guard.Pace.Usual ?? TimeSpan.Zero))
            {
                await Task.Delay(wait, transport.Clock, cancellationToken);
                continue;
            }

            LoginWatch.Record(request, answer);
            return answer;
        }
    }

    /// <summary>Fetches the token ahead, if there is one, and sees whether the host can be reached. True: both went well.</summary>
    internal async Task<bool> WarmUpAsync(CancellationToken cancellationToken)
    {
        if (token is not null && (await token.GetAsync(cancellationToken)).Token is null)
            return false;
        return await transport.ConnectAsync(BaseUri, cancellationToken);
    }

    internal static bool SameOrigin(Uri one, Uri other) =>
        other.UserInfo.Length == 0
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private bool IsUnderstudy { get; init; }

    // The same code with a pace and a circuit of its own: what is rehearsed must not count as what the upstream did.
    private UpstreamClient Understudy() =>
        understudy ??= new(BaseUri, transport.Rehearsed(), new(Source, transport.Clock), token: null, maxBytes) { IsUnderstudy = true };

    // The second value: whether another token than the one refused can be had now.
    private async Task<(UpstreamAnswer Answer, bool IsFresh)> SendOnceAsync(UpstreamRequest request, RetryAllowance retry, int attempt, CancellationToken cancellationToken)
    {
        var (bearer, refusal) = token is null ? default : await TokenAsync(token, cancellationToken);
        if (token is not null && bearer is null)
            return (refusal ?? UpstreamAnswer.Failed(Source, UpstreamFault.Unauthorized), false);
        var limit = request.IsIdempotent && retry.IsLeft ? guard.Pace.FirstAttempt(retry.TimeLeft) : null;
        var call = ObservedCall.Begin(Kind, request, attempt, transport.Clock);
        UpstreamAnswer? answer = null;
        try
        {
            answer = await guard.CallAsync(
                async inTime => Judge(request, await transport.SendAsync(Source, request, bearer?.Value, maxBytes, inTime)),
                limit,
                retry.TimeLeft,
                cancellationToken,
                request.Method == HttpMethod.Get && retry.IsLeft ? usual => retry.TryTake(TimeSpan.Zero, usual) : null);
        }
        finally
        {
            call.End(answer);
        }

        if (guard.Limit.Heard(answer))
            UpstreamLog.NearLimit(transport.Log, SafeText.Name(Source), answer.Limit.Used ?? 1, guard.Limit.ResourceUnits);
        return (answer, answer.Failure.Fault == UpstreamFault.Unauthorized && bearer is not null && token!.Invalidate(bearer));
    }

    private static async ValueTask<TokenAnswer> TokenAsync(SharedToken token, CancellationToken cancellationToken)
    {
        var pending = token.GetAsync(cancellationToken);
        var isKept = pending.IsCompleted;
        var call = LoginWatch.IsFollowed ? LoginWatch.Begin(new() { Kind = token.Source, FromCache = isKept }) : null;
        TokenAnswer? answer = null;
        try
        {
            return (answer = await pending).Value;
        }
        finally
        {
            call?.End(answer is { } known ? known.Refusal ?? UpstreamAnswer.Ok : null);
            Measures.Token(SafeText.Name(token.Source), answer?.Token is null ? SafeText.Constant("none") : isKept ? SafeText.Constant("kept") : SafeText.Constant("waited"));
        }
    }

    // Every upstream here speaks JSON or says nothing: half a document, or a proxy's page, is worth a second try where one is allowed.
    private static UpstreamAnswer Judge(UpstreamRequest request, UpstreamAnswer answer) =>
        !request.IsIdempotent || answer.Failure.Any || answer.Body.IsEmpty || answer.TryReadJson(out _) ? answer : answer.Malformed();

    private static TimeSpan? WaitBeforeRetry(UpstreamRequest request, UpstreamAnswer answer, bool isFresh) => answer.Failure.Fault switch
    {
        UpstreamFault.Unauthorized when isFresh => TimeSpan.Zero,
        // Throttled without a time: asking again at once is what it complains about.
        UpstreamFault.Throttled => answer.RetryAfter,
        UpstreamFault.Unreachable or UpstreamFault.Unavailable when request.IsIdempotent => answer.RetryAfter ?? TimeSpan.Zero,
        UpstreamFault.TimedOut when request.IsIdempotent => TimeSpan.Zero,
        UpstreamFault.Malformed when request.IsIdempotent => TimeSpan.Zero,
        _ => null,
    };
}
