using ActionsFunctions.Azure;
using ActionsFunctions.Azure.Telemetry;
using ActionsFunctions.Export;
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

try
{
    var configuration = AppConfiguration.Build(AppContext.BaseDirectory);
    builder.Services.AddWebhookApp(configuration);
    using var export = TelemetryExport.Start(configuration, AzureMonitor.Of(configuration)?.Destination);
    using var host = builder.Build();
    _ = host.Services.GetRequiredService<WebhookApp>();
    await host.RunAsync();
    return 0;
}
catch (Exception fault) when (fault is InvalidSettingsException or IOException or InvalidDataException)
{
    // The worker is not connected yet, so nothing that is logged would arrive. The host shows its stderr line by line, as an error
    // only where the line says so.
    foreach (var line in fault.GetBaseException().Message.Split(Environment.NewLine))
        await Console.Error.WriteLineAsync($"error: {line}");
    return 1;
}
