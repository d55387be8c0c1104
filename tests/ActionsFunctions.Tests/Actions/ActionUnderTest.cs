using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Generated;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Upstreams;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Actions;

/// <summary>One action made from settings as a flow entry would make it, and run alone.</summary>
internal sealed class ActionUnderTest
{
    private readonly SettingFaults faults = new();
    private readonly ActionSettings settings;
    private readonly IPostLoginAction action;

    public ActionUnderTest(string type, UpstreamClients upstreams, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        this.settings = new(new(configuration, "Settings", faults), LiteralSecrets.Instance, upstreams);
        action = ActionTypes.All.Single(candidate => candidate.Name == type).Create(this.settings);
    }

    public IReadOnlyList<string> Faults => [.. faults.All.Select(fault => fault.ToString())];

    public string[] FaultKeys => [.. faults.All.Select(fault => fault.Key)];

    public IReadOnlyList<StaticClaim> Claims => settings.Claims;

    public bool AppliesTo(string login) => action.AppliesTo(Event(login));

    public string? Reads(string login) => action.Reads(Event(login));

    public async Task<ActionAnswer> RunAsync(string login, TimeSpan? timeLeft = null, CancellationToken cancellationToken = default)
    {
        var clock = TimeProvider.System;
        var recorder = new CommandRecorder();
        var api = new PostLoginApi(recorder, new Deadline(clock, clock.GetTimestamp(), timeLeft ?? TimeSpan.FromSeconds(30)));
        await action.ExecuteAsync(Event(login), api, cancellationToken);
        return new(recorder.Failure, [.. recorder.Seal().Select(command => $"{command.Method}({string.Join(", ", command.Args.Select(arg => arg.Element.GetRawText()))})")]);
    }

    private static PostLoginEvent Event(string json) => new(JsonElement.Parse(json));
}

/// <summary>What an action said.</summary>
/// <param name="Failure">The code it failed with, or null.</param>
/// <param name="Commands">Its commands, written as calls.</param>
internal sealed record ActionAnswer(string? Failure, string[] Commands);
