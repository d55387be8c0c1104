using System.Collections.Immutable;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Upstreams;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Testing;

/// <summary>What one action is simulated with.</summary>
/// <param name="Type">How it is made.</param>
internal sealed record ActionSetup(ActionType Type)
{
    /// <summary>The keys below its flow entry.</summary>
    public ImmutableDictionary<string, string?> Entry { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public UpstreamClients Upstreams { get; init; } = NoUpstreams.Create();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>More than any provider gives: a slow machine must not decide a test.</summary>
    public TimeSpan TimeLeft { get; init; } = TimeSpan.FromSeconds(30);

    public bool Resumed { get; init; }

    /// <summary>Makes the action as a flow entry would.</summary>
    public ReadyAction Prepare()
    {
        var faults = new SettingFaults();
        var entry = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(Entry).Build(), "", faults);
        var settings = new ActionSettings(entry.Section("Settings"), LiteralSecrets.Instance, Upstreams);
        var action = new WitnessedAction(Type.Create(settings));
        settings.Reader.RejectUnknown();
        var planned = new PlannedAction { Index = 0, Name = Type.Name, Type = Type.Name, Action = action, Secrets = ActionSecrets.Read(entry, LiteralSecrets.Instance) };
        return new(planned, action, settings.Claims, faults);
    }
}

/// <summary>An action made from its settings.</summary>
internal sealed record ReadyAction(PlannedAction Planned, WitnessedAction Action, IReadOnlyList<StaticClaim> Claims, SettingFaults Faults);
