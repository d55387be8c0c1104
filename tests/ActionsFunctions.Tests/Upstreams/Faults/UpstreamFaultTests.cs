namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>The table against each upstream. The classes run side by side: what takes time in them is waiting.</summary>
public abstract class UpstreamFaultTests(string upstream)
{
    private static readonly string[] Upstreams = [FaultProxy.Graph, FaultProxy.Backend];

    private string Source => upstream == FaultProxy.Token ? "token-endpoint" : upstream;

    [Theory]
    [MemberData(nameof(FaultTable.Once), MemberType = typeof(FaultTable))]
    public async Task A_fault_of_one_call(string fault, string comesTo)
    {
        await using var proxy = new FaultProxy((called, call) => called == upstream && call == 1 ? WireFault.All[fault] : null);
        await using var login = new FaultyLogin(proxy, upstream == FaultProxy.Token ? "00:00:05" : "00:00:03");

        var answer = await login.SendAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal(comesTo == FaultTable.Answered ? [] : [$"{Source}-{comesTo}"], answer.Reasons);
        Assert.Equal(comesTo == FaultTable.Answered ? 2 : 1, answer.Claims);
    }

    [Theory]
    [MemberData(nameof(FaultTable.Always), MemberType = typeof(FaultTable))]
    public async Task A_fault_of_every_call(string fault, string comesTo)
    {
        await using var proxy = new FaultProxy((called, _) => called == upstream ? WireFault.All[fault] : null);
        await using var login = new FaultyLogin(proxy, comesTo == "deadline" ? "00:00:00.600" : "00:00:05");

        var answer = await login.SendAsync();

        Assert.Equal(200, answer.Status);
        var stricken = upstream == FaultProxy.Token ? Upstreams : [upstream];
        var reason = comesTo == "deadline" ? comesTo : $"{Source}-{comesTo}";
        Assert.Equal(comesTo == FaultTable.Answered ? [] : stricken.Select(_ => reason), answer.Reasons);
        Assert.InRange(proxy.Calls(upstream), 1, upstream == FaultProxy.Token ? 8 : 2);
    }
}

public sealed class GraphFaultTests() : UpstreamFaultTests(FaultProxy.Graph);

public sealed class BackendFaultTests() : UpstreamFaultTests(FaultProxy.Backend);

public sealed class TokenEndpointFaultTests() : UpstreamFaultTests(FaultProxy.Token);
