namespace ActionsFunctions.Tests.Upstreams.Faults;

public sealed class TokenHerdTests
{
    [Fact]
    public async Task Five_hundred_logins_at_once_on_a_cold_instance_make_one_token_request_per_client()
    {
        await using var proxy = new FaultProxy((_, _) => null);
        await using var login = new FaultyLogin(proxy, actionTimeout: "00:00:30", budget: "00:00:30");

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => login.SendAsync($"u{i}"))));

        Assert.All(answers, answer => Assert.Equal((200, 2), (answer.Status, answer.Claims)));
        Assert.Equal(2, proxy.Calls(FaultProxy.Token));
    }
}
