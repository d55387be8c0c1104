using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Authenticating.Jwt;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Fuzz;

/// <summary>The product in this process with every provider and a flow that looks at everything; its upstreams answer from memory and look at what they are asked.</summary>
internal sealed class FuzzedApp : IAsyncDisposable
{
    private const string Upstream = "http://127.0.0.1:9";
    private readonly MetadataServer metadata;
    private readonly WebhookApp app;
    private string? misled;

    private FuzzedApp(MetadataServer metadata)
    {
        this.metadata = metadata;
        var settings = new ConfigurationBuilder();
        foreach (var simulator in ProviderSimulators.All)
            settings.AddInMemoryCollection(simulator.DevelopmentSettings(metadata.Address));
        Settings = settings.AddInMemoryCollection(FuzzedFlow.Settings(Upstream)).Build();
        app = WebhookApp.Create(Settings, new()
        {
            Clock = Clock,
            Log = Log,
            ActionTypes = [.. new WebhookAppOptions().ActionTypes, .. FuzzedFlow.Types],
            AdvisoryProviders = ProviderSimulators.All.Select(simulator => simulator.Route).ToHashSet(StringComparer.Ordinal),
            Upstreams = new() { ConfigureHandler = handler => handler.ConnectCallback = (_, _) => new(new Wire(Answer)) },
        });
    }

    public IConfiguration Settings { get; }

    public ManualTimeProvider Clock { get; } = new();

    public CrashLog Log { get; } = new();

    public static async Task<FuzzedApp> StartAsync()
    {
        var server = await MetadataServer.StartAsync(starting =>
        {
            foreach (var document in ProviderSimulators.All.SelectMany(simulator => simulator.Publishes(starting.Address)))
                starting.Documents[document.Path] = () => document.Body;
        });
        return new(server);
    }

    public Task<WebhookResponse> SendAsync(WebhookRequest request) => app.HandleAsync(request, CancellationToken.None);

    /// <summary>What an upstream was asked that nobody configured, since the last call.</summary>
    public string? TakeMisled() => Interlocked.Exchange(ref misled, null);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await metadata.DisposeAsync();
    }

    private (byte[], bool) Answer(string head)
    {
        var lines = head.Split("\r\n");
        if (UpstreamRequests.Fault(lines) is { } fault)
            Interlocked.CompareExchange(ref misled, $"{fault}: {head}", null);
        var body = lines[0].Contains("/v1.0/", StringComparison.Ordinal)
            ? """{"value":[{"id":"1","displayName":"Finance","securityEnabled":true}]}"""
            : """{"tier":"gold","roles":["a","b"]}""";
        return (Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), false);
    }
}
