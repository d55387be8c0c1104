using System.Text;
using ActionsFunctions.Export;
using ActionsFunctions.Tests.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Local.Hosting;

/// <summary>Spans and metrics of a login arrive at a receiver that speaks OTLP over HTTP.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Spans_and_metrics_of_a_login_arrive_at_the_configured_endpoint_when_the_server_stops()
    {
        await using var receiver = await UpstreamStub.StartAsync(_ => new(200));
        await using (var server = await RunningServer.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "logins-here")))
        {
            using var http = new HttpClient();
            using var answer = await http.PostAsync(new Uri(server.Address, "api/actions/premium-flag"), Json("""{"event":{"user":{"user_id":"auth0|ada","app_metadata":{"roles":["premium"]}}}}"""));
            Assert.Equal(200, (int)answer.StatusCode);
        }

        var (traces, metrics) = (Sent("/v1/traces"), Sent("/v1/metrics"));
        Assert.All(["login actions", "action premium-flag", "actions_functions.decision", "continue", "logins-here"], text => Assert.Contains(text, traces, StringComparison.Ordinal));
        Assert.All(["actions_functions.login.duration", "actions_functions.actions", "premium-flag", "logins-here"], text => Assert.Contains(text, metrics, StringComparison.Ordinal));
        Assert.DoesNotContain("auth0|ada", traces + metrics, StringComparison.Ordinal);

        // More than one where the machine is so slow that some were due before the server stopped.
        string Sent(string target) => string.Concat(receiver.Requests.Where(request => request.Target == target).Select(request => request.Body));
    }

    [Theory]
    [InlineData("", "false")]
    [InlineData("http://127.0.0.1:4318", "true")]
    public void Nothing_is_sent_where_no_endpoint_is_named_or_telemetry_is_disabled(string endpoint, string disabled) =>
        Assert.Null(TelemetryExport.Start(new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), new("OTEL_SDK_DISABLED", disabled)]).Build()));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
