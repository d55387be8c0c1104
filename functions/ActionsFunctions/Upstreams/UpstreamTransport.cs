using System.Net;
using System.Net.Sockets;
using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Upstreams;

/// <summary>The one place through which every request to the outside goes: one connection pool, one set of bounds, faults as values.</summary>
internal sealed class UpstreamTransport : IDisposable
{
    private readonly HttpMessageInvoker invoker;
    private readonly ConnectionAhead ahead = new();

    public UpstreamTransport(UpstreamOptions options)
        : this(options.Clock, options.Log.CreateLogger<UpstreamTransport>())
    {
        var handler = NewHandler(new(options.Resolve));
        handler.PlaintextStreamFilter = ahead.ConnectedAsync;
        options.ConfigureHandler?.Invoke(handler);
        invoker = new(handler);
    }

    private UpstreamTransport(TimeProvider clock, ILogger log)
    {
        Clock = clock;
        Log = log;
        invoker = new(new RehearsedUpstream());
    }

    public TimeProvider Clock { get; }

    public ILogger Log { get; }

    /// <summary>Sends once. Throws only for <paramref name="cancellationToken"/>.</summary>
    public async Task<UpstreamAnswer> SendAsync(string source, UpstreamRequest request, string? bearer, int maxBytes, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(bearer);
        var started = Clock.GetTimestamp();
        UpstreamAnswer answer;
        try
        {
            using var response = await invoker.SendAsync(message, cancellationToken);
            answer = await ReadAsync(source, response, maxBytes, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = UpstreamAnswer.Failed(source, UpstreamFault.TimedOut);
        }
        catch (HttpRequestException exception)
        {
            if (IsDistrust(exception))
                UpstreamLog.Distrusted(Log, SafeText.Name(source));
            answer = UpstreamAnswer.Failed(source, FaultOf(exception));
        }
        catch (InvalidDataException)
        {
            // Not the compression that its header promised.
            answer = UpstreamAnswer.Failed(source, UpstreamFault.Malformed);
        }
        catch (IOException)
        {
            answer = UpstreamAnswer.Failed(source, UpstreamFault.Unreachable);
        }

        UpstreamLog.Answered(Log, SafeText.Name(source), answer.Status, answer.Failure.Fault, Clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    /// <summary>True where the host takes a connection, which then waits in the pool. No request is sent: not every backend has an address that is safe to ask.</summary>
    public Task<bool> ConnectAsync(Uri uri, CancellationToken cancellationToken) =>
        ahead.OpenAsync(invoker, new(HttpMethod.Head, new(uri.GetLeftPart(UriPartial.Authority))), cancellationToken);

    /// <summary>One like this whose calls are all answered here.</summary>
    public UpstreamTransport Rehearsed() => new(Clock, Log);

    public void Dispose()
    {
        invoker.Dispose();
        ahead.Dispose();
    }

    private static SocketsHttpHandler NewHandler(CheckedConnection connection) => new()
    {
        ConnectCallback = connection.ConnectAsync,
        // The handler's own spans hold URLs, which name people, and its propagation sends baggage along: ours send the trace's id and nothing else.
        ActivityHeadersPropagator = null,
        // A redirect would carry the bearer token to a host that nobody configured.
        AllowAutoRedirect = false,
        // A cookie set for one login would be sent with another's.
        UseCookies = false,
        // An HTTP_PROXY variable would see client secrets sent to loopback, and decide where the rest goes.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // Names are resolved again for new connections only.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        // Calls are bounded by the guards alone: one that waited here, behind those of another kind to the same host, would look like a slow upstream.
        MaxConnectionsPerServer = int.MaxValue,
        EnableMultipleHttp2Connections = true,
        // A connection that died silently would hold up every call on it.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = TimeSpan.FromSeconds(15),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
    };

    private async Task<UpstreamAnswer> ReadAsync(string source, HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var fault = UpstreamFailure.OfStatus(status);
        var body = await BoundedBody.ReadAsync(response.Content, maxBytes, cancellationToken);
        if (body is null && fault == UpstreamFault.None)
            fault = UpstreamFault.TooLarge;
        return new(new(source, fault), status, body ?? default, RetryAfter(response)) { Limit = LimitReport.Of(response) };
    }

    // RFC 9110 section 10.2.3: seconds or a date.
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? after?.Date - Clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Somebody between us and the upstream looks like an outage: the log must tell the two apart.
    private static bool IsDistrust(HttpRequestException exception) =>
        exception.HttpRequestError == HttpRequestError.SecureConnectionError || exception.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied };

    private static UpstreamFault FaultOf(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.ConfigurationLimitExceeded => UpstreamFault.TooLarge,
        HttpRequestError.InvalidResponse => UpstreamFault.Malformed,
        _ => UpstreamFault.Unreachable,
    };
}
