using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Azure.Tests.Parity;

public sealed class ParityTests(BothHosts hosts) : IClassFixture<BothHosts>
{
    public static TheoryData<string> Rows => [.. ParityTable.Rows.Keys];

    public static TheoryData<string> Providers => [.. ProviderSimulators.All.Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Both_hosts_answer_alike(string row)
    {
        var (status, request) = ParityTable.Rows[row];
        Assert.Equal(status, await SameOnBoth(request(hosts.Provider!)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Both_hosts_answer_a_login_alike(string provider) =>
        Assert.Equal(200, await SameOnBoth(ParityTable.LoginVia(ProviderSimulators.Find(provider)!, hosts.Provider!)));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Both_hosts_refuse_a_stranger_alike(string provider) =>
        Assert.Equal(401, await SameOnBoth(ParityTable.StrangerVia(ProviderSimulators.Find(provider)!, hosts.Provider!)));

    [Fact]
    public async Task Both_hosts_refuse_a_replayed_message_alike()
    {
        var message = ParityTable.LoginVia(ProviderSimulators.Find("auth0")!, hosts.Provider!);
        Assert.Equal(200, await SameOnBoth(message));
        Assert.Equal(401, await SameOnBoth(message));
    }

    private async Task<int> SameOnBoth(ParityRequest request)
    {
        var local = await hosts.Kestrel!.SendAsync(request);
        Assert.Equal(local, await hosts.Functions!.SendAsync(request));
        return local.Status;
    }
}
