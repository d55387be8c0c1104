using ActionsFunctions.Hosting;
using Microsoft.Extensions.Hosting;

namespace ActionsFunctions.Azure;

/// <summary>Warms up beside the start of the worker: the host must not wait for it, and readiness tells when it is done.</summary>
public sealed class WarmUpService(WebhookApp app) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => app.WarmUpAsync(stoppingToken);
}
