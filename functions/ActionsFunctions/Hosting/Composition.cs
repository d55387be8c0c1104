using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Recording;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Sharing;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Hosting;

/// <summary>The composition root that every host shares: plain constructors, no container, so that a start takes no reflection.</summary>
internal static class Composition
{
    public static WebhookApp Compose(IConfiguration configuration, WebhookAppOptions options)
    {
        var faults = new SettingFaults();
        var root = new SettingsReader(configuration, "", faults);
        var log = options.Log.CreateLogger("ActionsFunctions");
        var secrets = new KeyVaultSecretSource(root, options.Vault, options.Clock, log);
        var clients = options.Upstreams with { Clock = options.Clock, Log = options.Log };
        var upstreams = UpstreamClients.Create(root, secrets, clients);
        var shadowUpstreams = new Lazy<UpstreamClients>(() => UpstreamClients.Create(root, secrets, clients));
        var postLogin = root.Section("PostLogin");
        var flowReader = new FlowReader(options.ActionTypes, secrets, upstreams, shadowUpstreams);
        var plan = flowReader.Read(postLogin);
        var gate = new RequestGate(postLogin.Number("MaxRequestBytes", RequestGate.DefaultMaxBytes, 1, 16 * 1024 * 1024), options.FunctionKey);
        var cacheReader = root.Section("Cache");
        var sharing = new SharedCacheSettings(options.Redis, secrets, options.Clock, log);
        var shared = sharing.Read(cacheReader, plan, root.Text("AZURE_CLIENT_ID"));
        var replays = shared is null ? null : new SharedReplays(shared, options.Clock);
        var providers = new ProviderReader(secrets, options.Clock, log) { ForwardsClientCertificates = options.ForwardsClientCertificates, SharedReplays = replays }
            .Read(root.Section("IdentityProviders"), postLogin);
        StaticClaimCheck.Run(flowReader.Claims, providers, options.AdvisoryProviders, faults, log);
        var budget = ProviderReader.Budget(postLogin, ProviderTypes.All[0]);
        var invalidators = CacheSettings.Read(new(cacheReader, secrets, budget, options.Clock, log) { Replays = new(options.Clock) { Shared = replays } });
        var recorder = new CaptureSettings(secrets, upstreams, root.Text("AZURE_CLIENT_ID"), log).Read(postLogin);
        _ = postLogin.Text("FlowFile");
        postLogin.RejectUnknown();
        faults.ThrowIfAny();

        var observe = recorder is null ? options.Observe : options.Observe + recorder.Observe;
        var journal = new LoginJournal(log, options.Clock, observe, options.ObserveRefused);
        var answers = new AnswerStore(options.Clock) { Shared = shared is null ? null : new(shared, options.Clock) };
        var caches = new CacheStore(options.Clock);
        var runner = new FlowRunner(options.Clock, answers, caches);
        var journeys = providers.ToDictionary(provider => provider.Route, provider => new PostLoginJourney(provider, plan, gate, runner, journal), StringComparer.Ordinal);
        var actions = new ActionEndpoint(plan, gate, runner, journal, budget);
        var cache = new CacheEndpoint(gate, invalidators, new(answers, caches), journal, budget);
        var readiness = new Readiness(providers, [.. secrets.WarmUps, .. upstreams.WarmUps], options.Clock) { Rehearse = new Rehearsal(providers, plan, options.Clock).RunAsync };
        IEnumerable<IDisposable?> owned = [recorder, upstreams, secrets, shadowUpstreams.IsValueCreated ? shadowUpstreams.Value : null, sharing.Cache as IDisposable];
        return new(new Router(journeys, actions, cache, new HealthEndpoint(readiness), new DocumentEndpoint(gate)), readiness, journal, plan, [.. owned.OfType<IDisposable>()]);
    }
}
