using ActionsFunctions.Actions;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Actions;

/// <summary>Settings as an action reads them, with no flow around it that reads them too.</summary>
internal sealed class SettingsUnderTest
{
    private static readonly UpstreamClients Nobody = NoUpstreams.Create();
    private readonly SettingFaults faults = new();

    public SettingsUnderTest(params (string Key, string Value)[] settings) => Settings = new(
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(), "Settings", faults),
        LiteralSecrets.Instance,
        Nobody);

    public ActionSettings Settings { get; }

    public IEnumerable<string> Faults => faults.All.Select(fault => fault.ToString());

    public IEnumerable<string> FaultKeys => faults.All.Select(fault => fault.Key);
}
