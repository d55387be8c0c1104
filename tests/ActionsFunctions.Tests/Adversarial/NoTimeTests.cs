using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Budgets of zero: nobody can configure one, and a login that has none left runs no action and gets an answer.</summary>
public sealed class NoTimeTests
{
    private static readonly ScriptedFlow Silent = new ScriptedFlow().Then("silent", static (_, _) => { });

    public static TheoryData<string> Keys =>
        [.. ProviderTypes.All.Select(type => $"PostLogin:Budgets:{type.Section}"), .. new[] { "Timeout", "FreshFor", "StaleFor" }.Select(key => $"PostLogin:Actions:0:{key}")];

    public static TheoryData<string> Routes => [.. ProviderTable.All.Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_time_of_nothing_stops_the_start(string key)
    {
        foreach (var time in (string[])["00:00:00", "00:00:00.0000000", "-00:00:01", "0", "24:00:00:00"])
        {
            var invalid = Assert.Throws<InvalidSettingsException>(() => new TestApp([new("PostLogin:Actions:0:Name", "silent"), new(key, time)], [.. Silent.Types]));
            Assert.Equal($"{key}: must be a duration above zero, written hh:mm:ss or hh:mm:ss.fff", Assert.Single(invalid.Faults).ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_call_whose_time_was_over_when_it_was_looked_at_is_told_to_come_again_and_runs_nothing(string route)
    {
        var ran = 0;
        await using var server = new ProviderServer(ProviderTable.Of(route), new ScriptedFlow().Then("counts", (_, _) => ran++));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var budget = ProviderTypes.All.Single(type => type.Route == route).Budget;
        var call = server.Call(Auth0EventFixture.Json);

        Assert.Equal((503, 0), ((await server.SendAsync(call, request => request with { Arrived = request.Arrived - budget.Ticks })).Status, ran));
        // A millisecond is time, and the message was not used up.
        Assert.Equal((ProviderTable.Of(route).StatusWhenUnchanged, 1), ((await server.SendAsync(call, request => request with { Arrived = request.Arrived - budget.Ticks + TimeSpan.TicksPerMillisecond })).Status, ran));
    }
}
