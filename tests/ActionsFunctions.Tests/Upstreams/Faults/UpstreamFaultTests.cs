using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>The table against each upstream.</summary>
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
        await using var proxy = new FaultProxy((called, call) => called == StruckBy(fault) && call == before + 1 ? WireFault.All[fault] : Otherwise(fault, called));
        await using var login = new FaultyLogin(proxy, upstream == FaultProxy.Token ? "00:00:05" : "00:00:03", clock: new ManualTimeProvider(), named: Named(fault));
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
        await using var proxy = new FaultProxy((called, _) => called == StruckBy(fault) ? WireFault.All[fault] : Otherwise(fault, called));
        await using var login = new FaultyLogin(proxy, comesTo == "deadline" ? "00:00:01.500" : "00:00:05", clock: new ManualTimeProvider(), named: Named(fault));

        var answer = await login.SendAsync();

        Assert.Equal(200, answer.Status);
        var stricken = upstream == FaultProxy.Token ? Upstreams : [upstream];
        var reason = comesTo == "deadline" ? comesTo : $"{Source}-{comesTo}";
        Assert.Equal(comesTo == FaultTable.Answered ? [] : stricken.Select(_ => reason), answer.Reasons);
        Assert.InRange(proxy.Calls(StruckBy(fault)), 1, upstream == FaultProxy.Token ? 8 : 2);
        if (StruckBy(fault) == FaultProxy.Name && comesTo != FaultTable.Answered)
            Assert.Equal(0, proxy.Calls(upstream));
    }

    private static bool IsOfTheName(string fault) => WireFault.All[fault].Addresses is not null;

    private string StruckBy(string fault) => IsOfTheName(fault) ? FaultProxy.Name : upstream;

    private string? Named(string fault) => IsOfTheName(fault) ? upstream : null;

    // Where the name is at fault, no connection outlives its answer: each call resolves the name.
    private WireFault? Otherwise(string fault, string called) => IsOfTheName(fault) && called == upstream ? WireFault.Last : null;
}

public sealed class GraphFaultTests() : UpstreamFaultTests(FaultProxy.Graph);

public sealed class BackendFaultTests() : UpstreamFaultTests(FaultProxy.Backend);

public sealed class TokenEndpointFaultTests() : UpstreamFaultTests(FaultProxy.Token);
