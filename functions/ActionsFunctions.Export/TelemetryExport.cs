using ActionsFunctions.Observing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActionsFunctions.Export;

/// <summary>
/// Sends the product's spans and metrics to an OTLP endpoint, the same in every host. Only the product's own: the spans of other libraries hold URLs.
/// Disposing sends what is left.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Disabled = "OTEL_SDK_DISABLED";
    private const string ServiceName = "actions-functions";
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private TelemetryExport(IConfiguration settings)
    {
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddSource(Telemetry.Name)
            .AddOtlpExporter()
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddMeter(Telemetry.Name)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>
    /// Starts sending where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; else null, and nothing is measured. The standard variables of OpenTelemetry hold
    /// (protocol, headers, sampler, service name), read from <paramref name="settings"/>, which include the environment.
    /// </summary>
    public static TelemetryExport? Start(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var isDisabled = bool.TryParse(settings[Disabled], out var disabled) && disabled;
        return isDisabled || string.IsNullOrWhiteSpace(settings[Endpoint]) ? null : new(settings);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say wins over our name.
    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService(ServiceName, autoGenerateServiceInstanceId: false).AddTelemetrySdk().AddEnvironmentVariableDetector();
}
