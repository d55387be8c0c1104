namespace ActionsFunctions.Upstreams;

/// <summary>Calls one configured origin, with its access token where it wants one.</summary>
public sealed class UpstreamClient
{
    private readonly UpstreamTransport transport;
    private readonly SharedToken? token;
    private readonly int maxBytes;

    internal UpstreamClient(string source, Uri baseUri, UpstreamTransport transport, SharedToken? token, int maxBytes)
    {
        Source = source;
        BaseUri = baseUri;
        this.transport = transport;
        this.token = token;
        this.maxBytes = maxBytes;
    }

    /// <summary>The kind of dependency, for diagnostics: <c>graph</c> or <c>backend</c>.</summary>
    public string Source { get; }

    /// <summary>The address it was configured with; requests go to its scheme, host and port only.</summary>
    public Uri BaseUri { get; }

    /// <summary>
    /// Sends a request, and once more where that can help and <paramref name="retry"/> grants it: after a refused token with a fresh one, after
    /// a throttling when its <c>Retry-After</c> is over, after an outage at once. Throws only for <paramref name="cancellationToken"/>.
    /// </summary>
    public async Task<UpstreamAnswer> SendAsync(UpstreamRequest request, RetryAllowance retry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(retry);
        if (!SameOrigin(BaseUri, request.Uri))
            return UpstreamAnswer.Failed(Source, UpstreamFault.HostRefused);
        while (true)
        {
            var started = transport.Clock.GetTimestamp();
            var answer = await SendOnceAsync(request, cancellationToken);
            if (WaitBeforeRetry(answer) is not { } wait || !retry.TryTake(wait, transport.Clock.GetElapsedTime(started)))
                return answer;
            await Task.Delay(wait, transport.Clock, cancellationToken);
        }
    }

    /// <summary>Fetches the token ahead, if there is one, and sees whether the host can be reached. True: both went well.</summary>
    internal async Task<bool> WarmUpAsync(CancellationToken cancellationToken)
    {
        if (token is not null && (await token.GetAsync(cancellationToken)).Token is null)
            return false;
        return await UpstreamTransport.CanConnectAsync(BaseUri, cancellationToken);
    }

    internal static bool SameOrigin(Uri one, Uri other) =>
        other.UserInfo.Length == 0
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<UpstreamAnswer> SendOnceAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        if (token is null)
            return await transport.SendAsync(Source, request, bearer: null, maxBytes, cancellationToken);
        var (bearer, refusal) = await token.GetAsync(cancellationToken);
        if (bearer is null)
            return refusal ?? UpstreamAnswer.Failed(Source, UpstreamFault.Unauthorized);
        var answer = await transport.SendAsync(Source, request, bearer.Value, maxBytes, cancellationToken);
        if (answer.Failure.Fault == UpstreamFault.Unauthorized)
            token.Invalidate(bearer);
        return answer;
    }

    private TimeSpan? WaitBeforeRetry(UpstreamAnswer answer) => answer.Failure.Fault switch
    {
        UpstreamFault.Unauthorized when token is not null => TimeSpan.Zero,
        // Throttled without a time: asking again at once is what it complains about.
        UpstreamFault.Throttled => answer.RetryAfter,
        UpstreamFault.Unreachable or UpstreamFault.Unavailable => answer.RetryAfter ?? TimeSpan.Zero,
        _ => null,
    };
}
