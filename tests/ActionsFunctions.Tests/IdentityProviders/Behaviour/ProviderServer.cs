using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>The product with one provider and one flow, called as that provider calls it.</summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly ProviderBehaviour provider;
    private readonly Dictionary<string, string?> settings;
    private readonly WebhookApp app;
    private LoginReport? report;

    /// <param name="provider">The provider.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="more">Settings above all others.</param>
    public ProviderServer(ProviderBehaviour provider, ScriptedFlow flow, params (string Key, string Value)[] more)
        : this(provider, flow, NullLoggerFactory.Instance, more)
    {
    }

    /// <inheritdoc cref="ProviderServer(ProviderBehaviour, ScriptedFlow, ValueTuple{string, string}[])" />
    public ProviderServer(ProviderBehaviour provider, ScriptedFlow flow, ILoggerFactory log, params (string Key, string Value)[] more)
    {
        this.provider = provider;
        settings = new(provider.Simulator.DevelopmentSettings(PublishedDocuments.Address), StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in provider.Callers.Server.Concat(flow.Settings).Concat(more.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))))
            settings[key] = value;
        app = WebhookApp.Create(Configuration(settings), new() { Clock = Clock, Log = log, ActionTypes = flow.Types, Observe = seen => report = seen });
    }

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>The provider's call for a login, with the caller's own credential.</summary>
    public SimulatedCall Call(JsonElement login, IReadOnlyDictionary<string, string?>? caller = null)
    {
        var context = Context(caller);
        return provider.Simulator.Call(provider.Simulator.Translate(login, context), context);
    }

    /// <summary>The provider's call with any body.</summary>
    public SimulatedCall Call(ReadOnlyMemory<byte> body) => provider.Simulator.Call(body, Context(null));

    /// <summary>Sends a call and lets the provider judge the answer.</summary>
    public async Task<PlayedLogin> PlayAsync(SimulatedCall call)
    {
        report = null;
        var response = await SendAsync(call);
        var answer = new SimulatedAnswer(response.Status, response.Body.IsEmpty ? "" : WebhookResponse.Json, response.Body);
        return new(provider.Simulator.Judge(call, answer), answer, report);
    }

    /// <summary>Sends a call, its request changed on the way.</summary>
    public Task<WebhookResponse> SendAsync(SimulatedCall call, Func<WebhookRequest, WebhookRequest>? change = null)
    {
        var headers = new WebhookHeaders { ["Content-Length"] = $"{call.Body.Length}" };
        foreach (var header in call.Headers)
            headers.Append(header.Name, header.Value);
        var request = new WebhookRequest("POST", "/post-login/" + call.Route, new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(call.Body.ToArray()), Clock.GetTimestamp())
        {
            CorrelationId = "c0ffee",
        };
        return app.HandleAsync(change is null ? request : change(request), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private SimulatorContext Context(IReadOnlyDictionary<string, string?>? caller)
    {
        var own = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in caller ?? provider.Callers.Current)
            own[key] = value;
        return new(Configuration(own), Clock);
    }

    private static IConfigurationRoot Configuration(IReadOnlyDictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}

/// <summary>A login as it went.</summary>
/// <param name="Verdict">What the provider made of the answer.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Report">What the server saw; null where no flow ran.</param>
internal sealed record PlayedLogin(SimulatedVerdict Verdict, SimulatedAnswer Answer, LoginReport? Report)
{
    /// <summary>The diagnostics of the flow, written <c>code action claim</c>.</summary>
    public IReadOnlyList<string> Diagnostics => [.. Report!.Outcome.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Action} {diagnostic.Claim}".TrimEnd()).Distinct(StringComparer.Ordinal)];

    /// <summary>The tokens, id then access, that hold a claim: its JSON text by token.</summary>
    public IReadOnlyList<string> Claim(string name) =>
    [
        .. Text("id", Verdict.Tokens?.IdToken, name),
        .. Text("access", Verdict.Tokens?.AccessToken, name),
    ];

    private static IEnumerable<string> Text(string token, JsonElement? claims, string name) =>
        claims is { } known && known.TryGetProperty(name, out var value) ? [$"{token} {value.GetRawText()}"] : [];
}
