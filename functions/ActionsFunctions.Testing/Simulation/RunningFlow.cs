using System.Collections.Concurrent;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Testing;

/// <summary>The product with one flow and one provider, for as many logins as a test wants. Safe for concurrent use.</summary>
public sealed class RunningFlow : IAsyncDisposable
{
    private readonly FlowSetup setup;
    private readonly UpstreamStub? publisher;
    private readonly SimulatorContext context;
    private readonly WebhookApp app;
    private readonly ConcurrentDictionary<string, LoginReport> reports = new(StringComparer.Ordinal);

    private RunningFlow(FlowSetup setup, UpstreamStub? publisher)
    {
        this.setup = setup;
        this.publisher = publisher;
        var settings = setup.Configuration(AddressOf(publisher));
        context = new(settings, setup.Clock);
        app = WebhookApp.Create(settings, new() { Clock = setup.Clock, ActionTypes = setup.Types, Observe = report => reports[report.CorrelationId] = report });
    }

    /// <summary>Plays a login as its provider does: one call, or two where the provider makes two.</summary>
    public async Task<SimulatedLogin> RunAsync(Login login, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(login);
        var (call, first) = await CallAsync(setup.Provider.Translate(login.Json, context), login, cancellationToken);
        if (first.Verdict.Outcome != SimulatedOutcome.Issued || setup.Provider.Second(call) is not { } body)
            return first;
        var (_, second) = await CallAsync(body, login, cancellationToken);
        return second.Verdict.Outcome == SimulatedOutcome.Issued ? new(first.Verdict.With(second.Verdict), first.Answer, first.Report, login) : second;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (publisher is not null)
            await publisher.DisposeAsync();
    }

    internal static async Task<RunningFlow> StartAsync(FlowSetup setup)
    {
        var published = setup.Provider.Publishes(AddressOf(null)).Count == 0 ? null : await PublishAsync(setup.Provider);
        try
        {
            return new(setup, published);
        }
        catch
        {
            if (published is not null)
                await published.DisposeAsync();
            throw;
        }
    }

    // Port 9 discards: nobody is to be reached where nothing is published.
    private static Uri AddressOf(UpstreamStub? publisher) => new(publisher?.Url ?? "http://127.0.0.1:9");

    private static Task<UpstreamStub> PublishAsync(IProviderSimulator provider) => UpstreamStub.StartAsync(request =>
        provider.Publishes(new(request.Origin)).FirstOrDefault(document => document.Path == request.Target) is { } document
            ? new StubAnswer(200, document.Body.ToArray(), ("Content-Type", "application/json"))
            : new StubAnswer(404));

    private async Task<(SimulatedCall Call, SimulatedLogin Login)> CallAsync(ReadOnlyMemory<byte> body, Login login, CancellationToken cancellationToken)
    {
        var call = setup.Provider.Call(body, context);
        var headers = new WebhookHeaders { ["Content-Length"] = $"{call.Body.Length}" };
        foreach (var header in call.Headers)
            headers.Append(header.Name, header.Value);
        var sent = setup.Clock.GetTimestamp();
        var request = new WebhookRequest("POST", "/post-login/" + call.Route, new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(call.Body.ToArray()), sent);
        var response = await app.HandleAsync(request, cancellationToken);
        var late = setup.Clock.GetElapsedTime(sent) > setup.Provider.Deadline;
        var answer = late ? null : new SimulatedAnswer(response.Status, response.Body.IsEmpty ? "" : WebhookResponse.Json, response.Body);
        reports.TryRemove(request.CorrelationId, out var report);
        return (call, new(setup.Provider.Judge(call, answer), answer, report, login));
    }
}
