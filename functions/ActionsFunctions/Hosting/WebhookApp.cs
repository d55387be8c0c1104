using ActionsFunctions.Observing;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Hosting;

/// <summary>The whole product behind one method: a request in, an answer out. A host adapts its own types to it and does nothing else.</summary>
public sealed class WebhookApp : IAsyncDisposable
{
    private readonly Router router;
    private readonly Readiness readiness;
    private readonly LoginJournal journal;
    private readonly IReadOnlyList<IDisposable> owned;

    internal WebhookApp(Router router, Readiness readiness, LoginJournal journal, FlowPlan flow, IReadOnlyList<IDisposable> owned)
    {
        this.router = router;
        this.readiness = readiness;
        this.journal = journal;
        this.owned = owned;
        Flow = flow;
    }

    /// <summary>The flow that logins run.</summary>
    public FlowPlan Flow { get; }

    /// <summary>Composes the product from its configuration.</summary>
    /// <exception cref="Settings.InvalidSettingsException">The configuration has mistakes; all of them are in it.</exception>
    public static WebhookApp Create(IConfiguration configuration, WebhookAppOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        return Composition.Compose(configuration, options);
    }

    /// <summary>
    /// Warms up: callers' credentials, upstream tokens and connections. Requests are answered meanwhile; <c>/health/ready</c> turns 200 when the
    /// credentials are loaded and one attempt of at most 10 s has ended. Where credentials cannot be had yet, this goes on trying until cancelled.
    /// </summary>
    public Task WarmUpAsync(CancellationToken cancellationToken) => readiness.WarmUpAsync(cancellationToken);

    /// <summary>Answers one request. Never throws but for the caller's own cancellation: the last catch is here.</summary>
    public async Task<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var span = Span.IsWanted && router.RouteOf(request.Path) is { } route ? Span.Login(route, request) : default;
        WebhookResponse response;
        try
        {
            response = await router.HandleAsync(request, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            journal.Crashed(fault, request.CorrelationId);
            response = router.Refuse(Fault.Internal, request);
        }

        span.Set(TelemetryKeys.Status, response.Status);
        // An answer holds claims of a person: no cache on the way may keep it.
        return response with { Headers = [.. HeadersOf(response), new("Cache-Control", "no-store"), new("x-correlation-id", request.CorrelationId)] };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var resource in owned)
            resource.Dispose();
        return ValueTask.CompletedTask;
    }

    // RFC 9110 section 15.5.6: a 405 says what is allowed. What takes GET says so itself.
    private static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(WebhookResponse response) =>
        response is { Status: 405, Headers.Count: 0 } ? [new("Allow", "POST")] : response.Headers;
}
