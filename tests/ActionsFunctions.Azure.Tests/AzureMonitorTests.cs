using ActionsFunctions.Azure.Telemetry;
using ActionsFunctions.Export;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Azure.Tests;

/// <summary>Spans and metrics go to Application Insights as the deployment says it, with the app's identity and no second count of requests.</summary>
public sealed class AzureMonitorTests
{
    private const string Component = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://ingestion.invalid/";

    [Theory]
    [InlineData("ClientId=8f0c9f7e-0000-0000-0000-000000000000;Authorization=AAD")]
    [InlineData("Authorization=AAD")]
    public void Telemetry_is_sent_with_the_identity_of_the_app_where_the_component_takes_no_key(string authentication)
    {
        var options = Options(AzureMonitor.Of(Settings(Component, authentication))!);
        Assert.Equal(Component, options.ConnectionString);
        Assert.IsType<ManagedIdentityCredential>(options.Credential);
    }

    [Fact]
    public void Without_that_setting_the_key_of_the_connection_string_counts_as_it_does_for_the_host() =>
        Assert.Null(Options(AzureMonitor.Of(Settings(Component, ""))!).Credential);

    [Fact]
    public void Requests_are_counted_by_the_host_alone() =>
        Assert.False(Options(AzureMonitor.Of(Settings(Component, ""))!).EnableStandardMetrics);

    [Fact]
    public void Without_a_connection_string_there_is_no_destination() => Assert.Null(AzureMonitor.Of(Settings("", "Authorization=AAD")));

    [Fact]
    public void A_component_is_enough_to_start_sending_and_the_standard_switch_still_stops_it()
    {
        var settings = Settings(Component, "");
        using (var export = TelemetryExport.Start(settings, AzureMonitor.Of(settings)!.Destination))
            Assert.NotNull(export);
        settings["OTEL_SDK_DISABLED"] = "true";
        Assert.Null(TelemetryExport.Start(settings, AzureMonitor.Of(settings)!.Destination));
    }

    private static AzureMonitorExporterOptions Options(AzureMonitor monitor)
    {
        var options = new AzureMonitorExporterOptions();
        monitor.Configure(options);
        return options;
    }

    private static IConfigurationRoot Settings(string component, string authentication) => new ConfigurationBuilder()
        .AddInMemoryCollection([new(AzureMonitor.ConnectionString, component), new(AzureMonitor.Authentication, authentication)])
        .Build();
}
