using ActionsFunctions.Running;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Upstreams;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Testing;

/// <summary>
/// One action, made from settings as a flow entry makes it and run as the product runs it: on the thread pool, within its time, waited for and not
/// trusted. Immutable but for what the action itself caches; every <c>With</c> gives a new one.
/// </summary>
public sealed class ActionSimulation
{
    private readonly ActionSetup setup;
    private readonly Lazy<ReadyAction> ready;
    private readonly Lazy<FlowRunner> runner;

    internal ActionSimulation(ActionSetup setup)
    {
        this.setup = setup;
        ready = new(setup.Prepare);
        runner = new(() => new(setup.Clock, new AnswerStore(setup.Clock)));
    }

    /// <summary>The mistakes in the settings, each as <c>key: message</c>; keys begin with <c>Settings:</c>.</summary>
    public IReadOnlyList<string> Faults => [.. ready.Value.Faults.All.Select(fault => fault.ToString())];

    /// <summary>The keys of the settings with mistakes.</summary>
    public IReadOnlyList<string> FaultKeys => [.. ready.Value.Faults.All.Select(fault => fault.Key)];

    /// <summary>The claim names that its settings name: they are checked against every provider at start.</summary>
    public IReadOnlyList<StaticClaim> Claims => ready.Value.Claims;

    /// <summary>A setting of the flow entry: <c>Claim</c>, or <c>Claims:0:Name</c>.</summary>
    public ActionSimulation With(string key, string value) => new(setup with { Entry = setup.Entry.SetItem("Settings:" + key, value) });

    /// <summary>Several settings.</summary>
    public ActionSimulation With(params IEnumerable<(string Key, string Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Aggregate(this, static (simulation, setting) => simulation.With(setting.Key, setting.Value));
    }

    /// <summary>A secret of the flow entry, which the action finds in <c>login.Secrets</c>.</summary>
    public ActionSimulation WithSecret(string name, string value) => new(setup with { Entry = setup.Entry.SetItem("Secrets:" + name, value) });

    /// <summary>The upstream that stands in for Graph and its token endpoint; a backend is named by its own settings.</summary>
    public ActionSimulation Calling(UpstreamStub upstream)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        return Calling(upstream.OwnClients);
    }

    /// <summary>The clients that it calls the outside with; default ones without any setting.</summary>
    public ActionSimulation Calling(UpstreamClients upstreams) => new(setup with { Upstreams = upstreams });

    /// <summary>The clock of its time; default the system's.</summary>
    public ActionSimulation At(TimeProvider clock) => new(setup with { Clock = clock });

    /// <summary>How much time it has; default 30 s.</summary>
    public ActionSimulation Within(TimeSpan timeLeft) => new(setup with { TimeLeft = timeLeft });

    /// <summary>The login comes back to it: <see cref="Actions.IContinuePostLoginAction.ContinueAsync"/> runs.</summary>
    public ActionSimulation Resumed() => new(setup with { Resumed = true });

    /// <summary>Whether it runs for this login at all.</summary>
    public bool AppliesTo(Login login) => ready.Value.Action.AppliesTo(EventOf(login));

    /// <summary>What its answer depends on; null: it is not kept.</summary>
    public string? Reads(Login login) => ready.Value.Action.Reads(EventOf(login));

    /// <summary>Runs it for a login.</summary>
    /// <exception cref="InvalidSettingsException">Its settings have mistakes.</exception>
    public async Task<SimulatedAction> RunAsync(Login login, CancellationToken cancellationToken = default)
    {
        var (planned, action, _, faults) = ready.Value;
        faults.ThrowIfAny();
        var deadline = new Deadline(setup.Clock, setup.Clock.GetTimestamp(), setup.TimeLeft);
        var context = new FlowContext("auth0", EventOf(login), deadline) { Resume = setup.Resumed ? planned.Name : null };
        var thrown = action.Witness();
        var results = await runner.Value.RunAsync(new([planned]), context, cancellationToken);
        return new(results[0], login, thrown.Exception);
    }

    private static Model.PostLoginEvent EventOf(Login login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return login.Event;
    }
}
