using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ActionsFunctions.Export;

/// <summary>Where a host sends spans and metrics beside OTLP.</summary>
/// <param name="Traces">Adds its exporter of spans.</param>
/// <param name="Metrics">Adds its exporter of metrics.</param>
public sealed record TelemetryDestination(Action<TracerProviderBuilder> Traces, Action<MeterProviderBuilder> Metrics);
