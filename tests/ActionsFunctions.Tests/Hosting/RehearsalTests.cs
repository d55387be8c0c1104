using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActionsFunctions.Actions;
using ActionsFunctions.Generated;
using ActionsFunctions.Hosting;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Observing;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The login about nobody that is played before the first real one.</summary>
public sealed class RehearsalTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public async Task Every_provider_is_rehearsed_through_every_action_of_the_product_to_an_answer_that_lets_the_login_go_on()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        using var clients = stub.Clients();
        var plan = Plan(clients, stub.Url, ActionTypes.All, [.. ActionTypes.All.Select(type => type.Name)]);

        var statuses = await new Rehearsal(Providers(stub.Url), plan, clock).RunAsync(CancellationToken.None);

        Assert.Equal(ProviderTypes.All.Count, statuses.Count);
        Assert.All(statuses, status => Assert.True(status is 200 or 204, $"{status}"));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task An_action_that_does_not_say_that_it_can_be_rehearsed_is_not_run()
    {
        var ran = 0;
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "custom")], new ActionType("custom", _ => InlineAction.Of((_, _) => ran++)));

        await app.App.WarmUpAsync(CancellationToken.None);

        Assert.Equal(0, ran);
        Assert.Empty(app.Reports);
        Assert.Empty(app.Refusals);
    }

    [Fact]
    public async Task One_that_says_so_is_run_once_for_each_provider_before_the_instance_is_ready()
    {
        var ran = 0;
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "ready")], new ActionType("ready", _ => new Rehearsable(() => ran++)));

        await app.App.WarmUpAsync(CancellationToken.None);

        Assert.Equal(1, ran);
        Assert.Empty(app.Reports);
    }

    [Fact]
    public async Task Calls_of_logins_that_come_meanwhile_go_out()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        var plan = Plan(clients, stub.Url, ActionTypes.All, "backend-profile");
        await new Rehearsal(Providers(stub.Url), plan, clock).RunAsync(CancellationToken.None);

        await clients.Backend(new(stub.Url), null).SendAsync(new(HttpMethod.Get, new(stub.Url)), new(() => TimeSpan.FromSeconds(9)), default);

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_rehearsal_leaves_no_span_of_a_call_that_nobody_made()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        await new Rehearsal(Providers(stub.Url), Plan(clients, stub.Url, ActionTypes.All, "backend-profile"), clock).RunAsync(CancellationToken.None);
        // The port is this test's own; others run meanwhile.
        var port = new Uri(stub.Url).Port;
        Assert.DoesNotContain(recorder.Spans, span => span.GetTagItem("server.port") is int called && called == port);
    }

    [Fact]
    public async Task Nothing_of_a_rehearsal_is_measured_or_traced()
    {
        var seen = 0;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => Enable(instrument, listener) };
        // What is measured here is measured where it happens: other tests run beside this one.
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => seen += RehearsedUpstream.IsOn ? 1 : 0);
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => seen += RehearsedUpstream.IsOn ? 1 : 0);
        meters.Start();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => seen += RehearsedUpstream.IsOn ? 1 : 0,
        };
        ActivitySource.AddActivityListener(traces);
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        using var clients = stub.Clients();

        await new Rehearsal(Providers(stub.Url), Plan(clients, stub.Url, ActionTypes.All, "graph-groups"), clock).RunAsync(CancellationToken.None);

        Assert.Equal(0, seen);

        static void Enable(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == Telemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        }
    }

    private List<IIdentityProvider> Providers(string url)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(ProviderSimulators.All.SelectMany(simulator => simulator.DevelopmentSettings(new(url)))).Build();
        var faults = new SettingFaults();
        var root = new SettingsReader(settings, "", faults);
        var providers = new ProviderReader(LiteralSecrets.Instance, clock, NullLogger.Instance).Read(root.Section("IdentityProviders"), root.Section("PostLogin"));
        faults.ThrowIfAny();
        return [.. providers];
    }

    private static (string Key, string Value)[] Required(string type) => type switch
    {
        "event-claims" => [("Claims:0:Path", "/user/email"), ("Claims:0:Name", "https://actions.example/email")],
        "risk-signals" => [("Claims:0:Signal", "risk"), ("Claims:0:Name", "https://actions.example/risk")],
        "app-roles" => [("Roles:0:GroupId", "6c0c0a00-0000-4000-8000-000000000002"), ("Roles:0:Role", "reader")],
        "terms-of-service" => [("Version", "1"), ("Otherwise", "claim")],
        _ => [],
    };

    private static FlowPlan Plan(UpstreamClients clients, string url, IReadOnlyList<ActionType> types, params string[] names)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (index, name) in names.Index())
        {
            settings[$"PostLogin:Actions:{index}:Name"] = name;
            if (name is "backend-profile" or "remote" or "account-status")
                settings[$"PostLogin:Actions:{index}:Settings:Url"] = $"{url}/people";
            if (name is "account-status" or "terms-of-service")
                settings[$"PostLogin:Actions:{index}:OnFailure"] = "continue";
            foreach (var (key, value) in Required(name))
                settings[$"PostLogin:Actions:{index}:Settings:{key}"] = value;
        }

        var faults = new SettingFaults();
        var root = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "", faults);
        var plan = new FlowReader(types, LiteralSecrets.Instance, clients, new(clients)).Read(root.Section("PostLogin"));
        faults.ThrowIfAny();
        return plan;
    }

    private sealed class Rehearsable(Action run) : IPostLoginAction
    {
        public bool CanRehearse => true;

        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            run();
            return Task.CompletedTask;
        }
    }
}
