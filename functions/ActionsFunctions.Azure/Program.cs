using ActionsFunctions.Azure;
using ActionsFunctions.Hosting;
using ActionsFunctions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
#if ASPNETCORE_HTTP_MODEL
builder.ConfigureFunctionsWebApplication();
#endif

// The levels of host.json do not apply inside the worker: without these every request would log several lines over gRPC.
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("ActionsFunctions", LogLevel.Information);
builder.Services.AddWebhookApp(AppConfiguration.Build(AppContext.BaseDirectory));

using var host = builder.Build();
try
{
    var app = host.Services.GetRequiredService<WebhookApp>();
    // Not awaited before serving: the host waits for the worker, and readiness reports the warm-up.
    var warmUp = app.WarmUpAsync(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    await host.RunAsync();
    await warmUp;
    return 0;
}
catch (InvalidSettingsException invalid)
{
    // The worker is not connected yet, so nothing that is logged would arrive; the host shows what stands here.
    await Console.Error.WriteLineAsync(invalid.Message);
    return 1;
}
