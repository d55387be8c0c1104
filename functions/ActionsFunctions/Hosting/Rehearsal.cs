using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Hosting;

/// <summary>
/// Plays one login about nobody through every configured provider before the first real one, so that that one does not wait for code to be compiled.
/// It has no effect: no caller is authenticated, nothing leaves the process, nothing is kept, logged or observed. Actions that do not say that they
/// can be rehearsed are left out.
/// </summary>
/// <param name="providers">The configured providers.</param>
/// <param name="plan">The flow.</param>
/// <param name="clock">The clock of every deadline.</param>
internal sealed class Rehearsal(IReadOnlyList<IIdentityProvider> providers, FlowPlan plan, TimeProvider clock)
{
    /// <summary>The status of each answer, in the order of the providers; 0 for one that cannot be rehearsed.</summary>
    public async Task<IReadOnlyList<int>> RunAsync(CancellationToken cancellationToken)
    {
        RehearsedUpstream.Begin();
        await VerifyAsync(cancellationToken);
        var flow = plan with { Actions = [.. plan.Actions.Select(action => action.Action.CanRehearse ? action : action with { Action = NoAction.Instance })] };
        var gate = new RequestGate(RequestGate.DefaultMaxBytes, functionKey: null);
        var (answers, caches) = (new AnswerStore(clock), new CacheStore(clock));
        var runner = new FlowRunner(clock, answers, caches);
        var journal = new LoginJournal(Nowhere.Instance, clock);
        var journeys = providers.ToDictionary(provider => provider.Route, provider => new PostLoginJourney(new RehearsedProvider(provider), flow, gate, runner, journal), StringComparer.Ordinal);
        var actions = new ActionEndpoint(flow, gate, runner, journal, RehearsedProvider.Plenty);
        var cache = new CacheEndpoint(gate, signature: null, new(answers, caches), journal, RehearsedProvider.Plenty);
        var readiness = new Readiness([], [], clock);
        // Through everything that stands before a journey as well.
        await using var app = new WebhookApp(new Router(journeys, actions, cache, new HealthEndpoint(readiness), new DocumentEndpoint(gate)), readiness, journal, flow, owned: []);
        var statuses = new List<int>();
        foreach (var provider in providers)
            statuses.Add(provider.Sample is { } sample ? (await app.HandleAsync(Request(provider.Route, sample), cancellationToken)).Status : 0);

        return statuses;
    }

    // The signature that several callers prove themselves with, under a secret of its own: a false one under theirs would make the vault be asked again.
    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var check = new StandardWebhooks("rehearsal", [new LiteralSecret($"whsec_{Convert.ToBase64String(key)}")], new ReplayStore(clock, capacity: 1), clock);
        var timestamp = $"{clock.GetUtcNow().ToUnixTimeSeconds()}";
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"none.{timestamp}."));
        var headers = new WebhookHeaders { ["webhook-id"] = "none", ["webhook-timestamp"] = timestamp, ["webhook-signature"] = $"v1,{Convert.ToBase64String(signature)}" };
        await check.VerifyAsync(headers, default, cancellationToken);
    }

    private WebhookRequest Request(string route, string sample)
    {
        var body = Encoding.UTF8.GetBytes(sample);
        var headers = new WebhookHeaders { ["Content-Type"] = WebhookResponse.Json, ["Content-Length"] = $"{body.Length}" };
        return new("POST", $"/post-login/{route}", new Dictionary<string, string>(StringComparer.Ordinal), headers, new RehearsedBody(body), clock.GetTimestamp());
    }

    /// <summary>A log that writes each line, and throws it away.</summary>
    private sealed class Nowhere : ILogger
    {
        public static Nowhere Instance { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _ = formatter(state, exception);
    }
}
