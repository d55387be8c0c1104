using ActionsFunctions.Generated;
using ActionsFunctions.Hosting;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Secrets;
using ActionsFunctions.Tests.Sharing;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Every rule that settings are read by: the start stops with the key and the words of that rule and no other, and no rule is without a test.</summary>
public sealed class FlowFaultTests
{
    // Said elsewhere than at the composition of the app, with the test that provokes it.
    private static readonly FaultMessage[] Elsewhere =
    [
        new("SecretSettings", "is not a secret"), // A_source_that_says_nothing_of_why_is_heard_all_the_same
        new("SettingsReader", "is not a setting"), // A_section_of_which_nothing_is_known_says_so
        new("AppConfiguration", "holds no flow: it needs PostLogin with the list Actions"), // AppConfigurationTests.A_flow_file_without_a_flow_stops_the_start
    ];

    public static TheoryData<string> Rows => [.. FlowFaultRow.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_mistake_stops_the_start_and_is_told_in_its_own_words(string name)
    {
        var row = FlowFaultRow.All.Single(row => row.Name == name);
        var found = FaultsOf(row).Select(fault => $"{fault}").ToList();
        Assert.Equal(row.Lines.Count, found.Count);
        Assert.All(row.Lines.Zip(found), pair => Assert.True(pair.First.EndsWith('…') ? pair.Second.StartsWith(pair.First[..^1], StringComparison.Ordinal) : pair.First == pair.Second, pair.Second));
    }

    [Fact]
    public void Every_message_in_the_source_is_provoked_by_a_row()
    {
        var provoked = FlowFaultRow.All.ToLookup(row => row.Source, row => FaultsOf(row).Select(fault => fault.Message).ToList(), StringComparer.Ordinal);
        var missing = FaultMessage.All.GroupBy(message => message)
            .Where(group => !Elsewhere.Contains(group.Key) && provoked[group.Key.Source].Count(messages => messages.Exists(group.Key.Makes)) < group.Count());
        Assert.Empty(missing.Select(group => $"{group.Key.Source}: {group.Key.Text} ({group.Count()})"));
        Assert.Empty(FaultMessage.Unread);
        // A look at too little would find nothing missing.
        Assert.True(FaultMessage.All.Count > 80, $"{FaultMessage.All.Count} messages");
    }

    [Fact]
    public void No_row_is_about_a_message_that_is_gone() => Assert.All(FlowFaultRow.All, row =>
        Assert.Contains(FaultMessage.All, message => message.Source == row.Source && FaultsOf(row).Any(fault => message.Makes(fault.Message))));

    [Fact]
    public void A_source_that_says_nothing_of_why_is_heard_all_the_same()
    {
        var faults = new SettingFaults();
        Assert.Null(Reader(faults).Secret("KEY", new NoSecrets()));
        Assert.Equal("KEY: is not a secret", Assert.Single(faults.All).ToString());
    }

    [Fact]
    public void A_section_of_which_nothing_is_known_says_so()
    {
        var faults = new SettingFaults();
        Reader(faults).RejectUnknown();
        Assert.Equal("KEY: is not a setting", Assert.Single(faults.All).ToString());
    }

    private static SettingsReader Reader(SettingFaults faults) => new(new ConfigurationBuilder().AddInMemoryCollection([new("KEY", "x")]).Build(), "", faults);

    private static IReadOnlyList<SettingFault> FaultsOf(FlowFaultRow row)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret)]).AddInMemoryCollection(row.Configuration()).Build();
        return Assert.Throws<InvalidSettingsException>(() => WebhookApp.Create(settings, new() { ActionTypes = ActionTypes.All, Redis = row.HasRedis ? _ => new MemorySharedCache() : null })).Faults;
    }
}
