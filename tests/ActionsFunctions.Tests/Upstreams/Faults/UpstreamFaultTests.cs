namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>The table against each upstream. The classes run side by side: what takes time in them is waiting.</summary>
public abstract class UpstreamFaultTests(string upstream)
{
    private const int GoodLogins = 8;
    private static readonly string[] Upstreams = [FaultProxy.Graph, FaultProxy.Backend];

    private string Source => upstream == FaultProxy.Token ? "token-endpoint" : upstream;

    [Theory]
    [MemberData(nameof(FaultTable.Once), MemberType = typeof(FaultTable))]
    public async Task A_fault_of_one_call(string fault, string comesTo)
    {
        // How long an upstream usually takes must be known before a call of it is cut off. A token is asked for once.
        var before = upstream == FaultProxy.Token ? 0 : GoodLogins;
        await using var proxy = new FaultProxy((called, call) => called == upstream && call == before + 1 ? WireFault.All[fault] : null);
        await using var login = new FaultyLogin(proxy, upstream == FaultProxy.Token ? "00:00:05" : "00:00:03");
        for (var i = 0; i < before; i++)
            await login.SendAsync();

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
        await using var login = new FaultyLogin(proxy, comesTo == "deadline" ? "00:00:01.500" : "00:00:05");

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
