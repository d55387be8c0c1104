using ActionsFunctions.Observing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActionsFunctions.Export;

/// <summary>
/// Sends the product's spans and metrics over OTLP, to the destination that a host adds, or to both. Only the product's own: the spans of other libraries
/// hold URLs. Disposing sends what is left.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Disabled = "OTEL_SDK_DISABLED";
    private const string ServiceName = "actions-functions";
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private TelemetryExport(IConfiguration settings, bool overOtlp, TelemetryDestination? destination)
    {
        var tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddSource(Telemetry.Name);
        var measuring = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddMeter(Telemetry.Name);
        if (overOtlp)
        {
            tracing.AddOtlpExporter();
            measuring.AddOtlpExporter();
        }

        destination?.Traces(tracing);
        destination?.Metrics(measuring);
        traces = tracing.Build();
        metrics = measuring.Build();
    }

    /// <summary>
    /// Starts sending where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set or a destination is given; else null, and nothing is measured. The standard variables
    /// of OpenTelemetry hold (protocol, headers, sampler, service name), read from <paramref name="settings"/>, which include the environment.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="destination">Where the host sends to beside OTLP; null, the default: nowhere.</param>
    public static TelemetryExport? Start(IConfiguration settings, TelemetryDestination? destination = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var isDisabled = bool.TryParse(settings[Disabled], out var disabled) && disabled;
        var overOtlp = !string.IsNullOrWhiteSpace(settings[Endpoint]);
        return isDisabled || (!overOtlp && destination is null) ? null : new(settings, overOtlp, destination);
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
