using System.Net.Http.Headers;
using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>
/// Marked personal values and secrets go through every route, in success and in failure, over the real server. None comes out in a log line of any
/// level, in a span, in a metric, in a header or in the body of an error.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private readonly Recorder recorder = new();
    private readonly CapturedLog log = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly List<string> answered = [];

    public static TheoryData<int, string> Upstreams => new()
    {
        { 200, $$"""{"plan":"{{CanaryActions.Mark}}"}""" },
        { 400, $$"""{"error":"{{CanaryActions.Mark}}"}""" },
        { 500, CanaryActions.Mark },
        { 200, $"not JSON: {CanaryActions.Mark}" },
    };

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task Nothing_marked_leaves_over_any_route_whatever_the_outside_answers(int status, string body)
    {
        await using var upstream = await UpstreamStub.StartAsync(request => request.IsToken
            ? status == 400 ? new(400, body) : StubAnswer.Token($"{CanaryActions.Mark}-token")
            : new(status, body, ("x-canary", CanaryActions.Mark)));
        foreach (var refuses in new[] { false, true })
        {
            await using var server = await StartAsync(CanaryActions.Flow(upstream.Url, refuses));
            foreach (var simulator in ProviderSimulators.All)
                await CallAsync(server, simulator);
            await CallOthersAsync(server);
        }

        Assert.True(upstream.Requests.Count > 0 && log.Texts.Count > 50 && recorder.Spans.Count > 20, "nothing was looked at");
        Assert.Empty(Leaks());
    }

    [Fact]
    public async Task A_leak_would_be_found()
    {
        await using var server = await StartAsync(CanaryActions.Flow("http://127.0.0.1:9", refuses: false), report => Microsoft.Extensions.Logging.LoggerExtensions.Log(
            log, Microsoft.Extensions.Logging.LogLevel.Trace, "planted {User}", report.Login.Event.User?.UserId));
        await CallAsync(server, ProviderSimulators.Find("auth0")!);
        Assert.Contains(Leaks(), leak => leak.Contains("planted", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        recorder.Dispose();
        http.Dispose();
    }

    private Task<LocalServer> StartAsync((string Key, string? Value)[] settings, Action<ActionsFunctions.Observing.LoginReport>? observe = null) => LocalServer.StartAsync(
        settings.Append(("Local:Url", "http://127.0.0.1:0")).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal),
        new WebhookAppOptions { Log = log, ActionTypes = CanaryActions.Types, Observe = observe },
        CancellationToken.None);

    // As the provider calls; then unsigned, with a wrong credential, malformed, and of another shape.
    private async Task CallAsync(LocalServer server, IProviderSimulator simulator)
    {
        var context = new SimulatorContext(server.Settings, TimeProvider.System);
        var route = $"api/post-login/{simulator.Route}";
        var body = simulator.Translate(CanaryActions.Event, context);
        var call = simulator.Call(body, context);
        await SendAsync(server, route, call.Body, call.Headers);
        await SendAsync(server, route, call.Body, []);
        await SendAsync(server, route, call.Body, call.Headers.Select(header => header with { Value = header.Reusable ? $"{CanaryActions.Mark} {header.Value}" : header.Value }));
        foreach (var wrong in new[] { $"{{\"{CanaryActions.Mark}\":", $"{{\"{CanaryActions.Mark}\":\"{CanaryActions.Mark}\"}}", $"{{\"a\":\"{CanaryActions.Mark}\",\"a\":1}}" })
            await SendAsync(server, route, Encoding.UTF8.GetBytes(wrong), simulator.Call(Encoding.UTF8.GetBytes(wrong), context).Headers);
    }

    private async Task CallOthersAsync(LocalServer server)
    {
        var single = Encoding.UTF8.GetBytes($"{{\"event\":{CanaryActions.Event.GetRawText()}}}");
        foreach (var type in new[] { "says", "loses", "throws", "gives-up", "backend-profile", "remote", "refuses", CanaryActions.Mark })
            await SendAsync(server, $"api/actions/{type}", single, []);
        var forget = Encoding.UTF8.GetBytes($$"""{"provider":"auth0","userId":"auth0|{{CanaryActions.Mark}}"}""");
        await SendAsync(server, "api/cache/invalidate", forget, []);
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signed = new ActionsFunctions.Receiving.WebhookRequest("POST", "/cache/invalidate", new Dictionary<string, string>(), [], Stream.Null, 0);
        Hosting.TestApp.Sign(signed, Encoding.UTF8.GetString(forget), $"msg_{Guid.NewGuid():N}", seconds, "whsec_" + Convert.ToBase64String(new byte[32]));
        await SendAsync(server, "api/cache/invalidate", forget, signed.Headers.Select(header => new SimulatedHeader(header.Key, header.Value)));
        foreach (var path in new[] { "api/health/live", "api/health/ready", $"api/health/{CanaryActions.Mark}", $"api/{CanaryActions.Mark}?x={CanaryActions.Mark}", $"api/post-login/{CanaryActions.Mark}" })
            await KeepAsync(await http.GetAsync(new Uri(server.Address, path)));
    }

    private async Task SendAsync(LocalServer server, string route, ReadOnlyMemory<byte> body, IEnumerable<SimulatedHeader> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, route)) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var header in headers.Where(header => !string.Equals(header.Name, "Content-Type", StringComparison.OrdinalIgnoreCase)))
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        foreach (var hostile in new[] { "traceparent", "tracestate", "baggage", "x-correlation-id", "x-ms-invocation-id", "x-forwarded-for", "User-Agent", "X-ARR-ClientCert" })
            request.Headers.TryAddWithoutValidation(hostile, hostile == "baggage" ? $"user={CanaryActions.Mark}" : CanaryActions.Mark);
        await KeepAsync(await http.SendAsync(request));
    }

    // The body of a success carries claims, as it must; a header or an error carries nothing.
    private async Task KeepAsync(HttpResponseMessage response)
    {
        using (response)
        {
            answered.Add($"{response.RequestMessage!.RequestUri!.AbsolutePath} {response.Headers} {response.Content.Headers}".Replace($"/{CanaryActions.Mark}", "/path", StringComparison.Ordinal));
            if (!response.IsSuccessStatusCode && !IsRefusalOfAUser(response))
                answered.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    // A refusal of the user tells the provider the action's own reason, in the form that its contract has for it.
    private static bool IsRefusalOfAUser(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api/post-login/", StringComparison.Ordinal) && (int)response.StatusCode is 403 or 409;

    private IEnumerable<string> Leaks() =>
        log.Texts.Concat(recorder.Texts()).Concat(answered).Where(text => text.Contains(CanaryActions.Mark, StringComparison.OrdinalIgnoreCase));
}
