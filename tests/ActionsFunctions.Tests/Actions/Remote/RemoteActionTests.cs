using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions.Remote;

/// <summary>An action in another function app: the request it gets, the answers that count, and those that do not.</summary>
public sealed class RemoteActionTests
{
    private static readonly Login Known = Login.Of("""{"user":{"user_id":"auth0|1"}}""");

    [Fact]
    public async Task The_event_is_posted_with_the_function_key_and_a_length()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, """{"decision":"continue","commands":[]}"""));
        await RunAsync(stub);
        var call = Assert.Single(stub.Calls);
        Assert.Equal(("POST", "/api/actions/tier?name=gold", "s3cret"), (call.Method, call.Target, call.Header("x-functions-key")));
        Assert.Equal($$"""{"event":{{Known.Json.GetRawText()}}}""", call.Body);
        Assert.Equal($"{call.Body.Length}", call.Header("Content-Length"));
    }

    [Fact]
    public async Task One_that_is_resumed_is_told_so()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, """{"decision":"continue","commands":[]}"""));
        await Under($"{stub.Url}/api/actions/tier").Calling(stub).Resumed().RunAsync(Known);
        Assert.Equal($$$"""{"event":{{{Known.Json.GetRawText()}}},"continuation":{"action":"remote"}}""", Assert.Single(stub.Calls).Body);
    }

    [Fact]
    public async Task Both_requests_about_a_login_carry_a_key_of_their_own_and_a_function_without_a_key_gets_none()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, """{"decision":"continue","commands":[]}"""));
        var action = Simulate.Action("remote").With("Url", stub.Url).Calling(stub).At(new ManualTimeProvider());
        await action.RunAsync(Known);
        await action.Resumed().RunAsync(Known);
        var key = stub.Calls[0].Header("Idempotency-Key");
        Assert.EndsWith(".remote", key, StringComparison.Ordinal);
        Assert.Equal([(key, null), ($"{key}.continued", null)], stub.Calls.Select(call => (call.Header("Idempotency-Key"), call.Header("x-functions-key"))));
    }

    [Fact]
    public async Task Its_commands_are_said_here()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, """
            {"decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":["tier",{"n":1}]},{"method":"user.setAppMetadata","args":["k",null]}],
             "actions":[{"name":"x","outcome":"succeeded"}]}
            """));
        (await RunAsync(stub)).ShouldSucceed().ShouldSayOnly("""idToken.setCustomClaim("tier", {"n":1})""", """user.setAppMetadata("k", null)""");
    }

    [Fact]
    public async Task A_denial_is_said_here_with_its_reason_and_without_claims()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, """
            {"decision":"deny","denial":{"action":"x","reason":"blocked"},"commands":[{"method":"user.setAppMetadata","args":["k",1]},{"method":"idToken.setCustomClaim","args":["c",1]},{"method":"access.deny","args":["blocked"]}]}
            """));
        (await RunAsync(stub)).ShouldDeny("blocked").ShouldSayOnly("""user.setAppMetadata("k", 1)""", """access.deny("blocked")""");
    }

    [Theory]
    [InlineData("""{"decision":"continue","commands":[],"actions":[{"outcome":"failed"}]}""", "remote-failed")]
    [InlineData("""{"decision":"continue","commands":[],"actions":[{"outcome":"timed-out"}]}""", "remote-failed")]
    [InlineData("""{"decision":"continue","commands":[],"actions":[{"outcome":"succeeded"},{"outcome":"failed"}]}""", "remote-failed")]
    [InlineData("""{"decision":"continue","commands":[{"method":"process.exit","args":[]}]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":["scope","x"]}]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":{"0":"a"}}]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"continue","commands":[{"method":"access.deny","args":["hidden"]}]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"deny","commands":[]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"perhaps","commands":[]}""", "remote-answer-malformed")]
    [InlineData("""{"decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":["ok",1]},{"method":"refreshToken.revoke","args":["x"]}]}""", "remote-command-refused")]
    [InlineData("""{"decision":"continue"}""", "remote-answer-malformed")]
    [InlineData("""[]""", "remote-answer-malformed")]
    [InlineData("""not json""", "remote-answer-malformed")]
    public async Task An_answer_that_does_not_count_is_a_failure(string body, string failure)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, body));
        (await RunAsync(stub)).ShouldFail(failure);
    }

    [Fact]
    public async Task A_refused_key_is_a_failure()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(401, "{}"));
        (await RunAsync(stub)).ShouldFail("backend-unauthorized");
    }

    [Fact]
    public void Its_answer_is_kept_for_the_same_event_and_address_only()
    {
        var one = Under("https://one.example/a");
        Assert.Equal(one.Reads(Known), Under("https://one.example/a").Reads(Known));
        Assert.NotEqual(one.Reads(Known), Under("https://one.example/b").Reads(Known));
        Assert.NotEqual(one.Reads(Known), one.Reads(Known.WithUserId("auth0|2")));
    }

    [Theory]
    [InlineData("http://elsewhere.example/api/actions/x")]
    [InlineData("/api/actions/x")]
    [InlineData("")]
    public void Its_address_is_https_or_loopback(string url) =>
        Assert.Equal(["Settings:Url"], Under(url).FaultKeys);

    private static ActionSimulation Under(string url) => Simulate.Action("remote").With(("Url", url), ("FunctionKey", "s3cret"));

    private static Task<SimulatedAction> RunAsync(UpstreamStub stub) => Under($"{stub.Url}/api/actions/tier?name=gold").Calling(stub).RunAsync(Known);
}
