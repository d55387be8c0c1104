using System.Net;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

public sealed class ReachableAddressTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void A_name_that_leads_to_metadata_or_to_this_machine_is_not_connected_to(string address) =>
        Assert.False(ReachableAddress.Allows("crm.contoso.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("crm.contoso.example", "20.190.128.1")]
    [InlineData("crm.contoso.example", "10.1.2.3")]
    [InlineData("crm.contoso.example", "2603:1006::1")]
    [InlineData("crm.contoso.example", "fd12:3456::1")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    public void Public_and_private_addresses_are_and_loopback_where_it_is_configured(string host, string address) =>
        Assert.True(ReachableAddress.Allows(host, IPAddress.Parse(address)));

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to_although_the_name_changes()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        var asked = 0;
        using var clients = NoUpstreams.Create(new()
        {
            // The first answer is what a check would see, the second where a separate connect would go.
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref asked) == 1 ? "127.0.0.1" : "169.254.169.254") }),
        });
        var address = new Uri($"http://localhost:{new Uri(stub.Url).Port}/p");

        var answer = await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => TimeSpan.FromSeconds(30)), default);

        Assert.Equal((200, 1), (answer.Status, asked));
    }

    [Fact]
    public async Task A_name_that_points_to_the_metadata_address_sends_nothing()
    {
        using var clients = NoUpstreams.Create(new() { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254") }) });
        var address = new Uri("https://crm.contoso.example/p");

        var answer = await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => TimeSpan.FromSeconds(30)), default);

        Assert.Equal("backend-unreachable", answer.Failure.Code);
    }
}
