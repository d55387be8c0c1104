using ActionsFunctions.Export;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Azure.Telemetry;

/// <summary>
/// Application Insights as a destination of spans and metrics, told by the two variables that the Functions host reads for itself, so that both send to
/// the same place as the same identity. Log lines go through the host.
/// </summary>
public sealed class AzureMonitor
{
    /// <summary>Variable with the address of the component.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Variable with the way to authenticate there: <c>ClientId=…;Authorization=AAD</c>.</summary>
    public const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    private readonly string connectionString;

    private AzureMonitor(string connectionString, TokenCredential? credential)
    {
        this.connectionString = connectionString;
        Credential = credential;
    }

    /// <summary>The app's managed identity; null where the component takes its key, which is in the connection string.</summary>
    public TokenCredential? Credential { get; }

    /// <summary>The exporters.</summary>
    public TelemetryDestination Destination => new(
        traces => traces.AddAzureMonitorTraceExporter(Configure),
        metrics => metrics.AddAzureMonitorMetricExporter(Configure));

    /// <summary>The destination that <paramref name="settings"/> name; null where they name none.</summary>
    public static AzureMonitor? Of(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings[ConnectionString] is { } component && !string.IsNullOrWhiteSpace(component) ? new(component, CredentialOf(settings[Authentication])) : null;
    }

    /// <summary>What the exporters are told.</summary>
    public void Configure(AzureMonitorExporterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ConnectionString = connectionString;
        options.Credential = Credential;
        // The host counts every request already: ours would be a second count of the same login in the same standard metric.
        options.EnableStandardMetrics = false;
    }

    private static ManagedIdentityCredential? CredentialOf(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!parts.Contains("Authorization=AAD", StringComparer.OrdinalIgnoreCase))
            return null;
        const string ClientId = "ClientId=";
        var id = parts.FirstOrDefault(part => part.StartsWith(ClientId, StringComparison.OrdinalIgnoreCase))?[ClientId.Length..];
        return new(string.IsNullOrEmpty(id) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(id));
    }
}
