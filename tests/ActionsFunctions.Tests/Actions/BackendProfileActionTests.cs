using ActionsFunctions.Model;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Actions;

public sealed class BackendProfileActionTests
{
    private static readonly Login Ada = Login.Any().WithUserId("auth0|ada").WithEmail("ada@contoso.example");

    [Fact]
    public async Task The_whole_answer_becomes_one_claim_in_both_tokens()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{ "plan": "gold", "seats": 3 }"""));
        using var clients = stub.Clients();

        var answer = await Action(stub, clients).RunAsync(Ada);

        answer.ShouldSayOnly(
            """idToken.setCustomClaim("https://actions.example/profile", {"plan":"gold","seats":3})""",
            """accessToken.setCustomClaim("https://actions.example/profile", {"plan":"gold","seats":3})""");
        var call = Assert.Single(stub.Requests);
        Assert.Equal(("GET", "/people/ada%40contoso.example", "application/json"), (call.Method, call.Target, call.Header("Accept")));
        Assert.Null(call.Header("Authorization"));
    }

    [Fact]
    public async Task Pointers_name_what_becomes_which_claim()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"crm":{"plan":"gold","gone":null,"empty":{}},"tags":["a"]}"""));
        using var clients = stub.Clients();
        var action = Action(
            stub, clients,
            ("Claims:0:Pointer", "/crm/plan"), ("Claims:0:Name", "https://contoso.example/plan"), ("Claims:0:Tokens", "id"),
            ("Claims:1:Pointer", "/crm/gone"), ("Claims:1:Name", "https://contoso.example/gone"),
            ("Claims:2:Pointer", "/crm/empty"), ("Claims:2:Name", "https://contoso.example/empty"),
            ("Claims:3:Pointer", "/tags"), ("Claims:3:Name", "https://contoso.example/tags"), ("Claims:3:Tokens", "access"));

        var answer = await action.RunAsync(Ada);

        answer.ShouldSayOnly("""idToken.setCustomClaim("https://contoso.example/plan", "gold")""", """accessToken.setCustomClaim("https://contoso.example/tags", ["a"])""");
        Assert.Equal(4, action.Claims.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7.50")]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_number_and_a_truth_value_say_something_whatever_they_are(string value)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok($$"""{"value":{{value}}}"""));
        using var clients = stub.Clients();

        var answer = await Action(stub, clients, ("Claims:0:Pointer", "/value"), ("Claims:0:Name", "c"), ("Claims:0:Tokens", "id")).RunAsync(Ada);

        answer.ShouldSayOnly($"""idToken.setCustomClaim("c", {value})""");
    }

    [Theory]
    [InlineData(404, """{"error":"nobody"}""")]
    [InlineData(204, "")]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, "\"\"")]
    public async Task A_backend_that_knows_nothing_gives_no_claim_and_is_no_failure(int status, string body)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status, body));
        using var clients = stub.Clients();

        var answer = await Action(stub, clients).RunAsync(Ada);

        answer.ShouldSayNothing();
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(403, "{}", "backend-forbidden")]
    [InlineData(401, "{}", "backend-unauthorized")]
    [InlineData(400, "{}", "backend-refused")]
    [InlineData(302, "{}", "backend-redirected")]
    [InlineData(429, "{}", "backend-throttled")]
    [InlineData(500, "{}", "backend-unavailable")]
    [InlineData(200, "<html>", "backend-answer-malformed")]
    [InlineData(200, """{"a":1,"a":2}""", "backend-answer-malformed")]
    [InlineData(200, """{"a":"\ud800"}""", "backend-answer-malformed")]
    public async Task Anything_else_fails_with_a_code(int status, string body, string code)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status, body, ("Location", "/elsewhere")));
        using var clients = stub.Clients();

        var answer = await Action(stub, clients).RunAsync(Ada);

        answer.ShouldFail(code).ShouldSayOnly();
        Assert.All(stub.Requests, request => Assert.StartsWith("/people/", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_client_credentials_it_sends_the_token_they_give()
    {
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        var action = Action(stub, clients, Auth(stub));

        await action.RunAsync(Ada);
        await action.RunAsync(Ada);

        Assert.Equal(1, stub.TokensAskedFor);
        Assert.Equal("grant_type=client_credentials&client_id=crm+client&client_secret=a%26b%3D%2B&scope=crm.read&audience=https%3A%2F%2Fcrm", stub.Requests[0].Body);
        Assert.Equal(("application/x-www-form-urlencoded", "118"), (stub.Requests[0].Header("Content-Type"), stub.Requests[0].Header("Content-Length")));
        Assert.All(stub.Calls, call => Assert.Equal("Bearer t1", call.Header("Authorization")));
    }

    [Fact]
    public async Task A_token_endpoint_that_refuses_is_named_as_such_and_the_backend_is_not_called()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(401, """{"error":"invalid_client"}"""));
        using var clients = stub.Clients();

        var answer = await Action(stub, clients, Auth(stub)).RunAsync(Ada);

        answer.ShouldFail("token-endpoint-refused");
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("ada\\u0000")]
    [InlineData("ada\\r\\nHost: evil.example")]
    public async Task A_name_that_could_move_the_request_is_refused(string email)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        var action = Action(stub, clients);
        var login = LoginOf(email);

        Assert.True(action.AppliesTo(login));
        Assert.Null(action.Reads(login));
        (await action.RunAsync(login)).ShouldFail("event-value-refused");
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData("../admin", "/people/..%2Fadmin")]
    [InlineData("%2e%2e", "/people/%252e%252e")]
    [InlineData("a?b=c#d&e", "/people/a%3Fb%3Dc%23d%26e")]
    [InlineData("a\\\\..\\\\b", "/people/a%5C..%5Cb")]
    [InlineData("//evil.example", "/people/%2F%2Fevil.example")]
    [InlineData("@evil.example", "/people/%40evil.example")]
    [InlineData("ünï@x.example", "/people/%C3%BCn%C3%AF%40x.example")]
    public async Task Any_other_name_stays_one_encoded_segment_on_the_wire(string email, string target)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = stub.Clients();

        await Action(stub, clients).RunAsync(LoginOf(email));

        Assert.Equal(target, Assert.Single(stub.Requests).Target);
    }

    [Fact]
    public async Task It_applies_only_where_the_login_has_every_value_that_the_url_needs()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        var action = Action(stub, clients);

        Assert.True(action.AppliesTo(Ada));
        Assert.False(action.AppliesTo(Login.Any().WithoutUser()));
        Assert.False(action.AppliesTo(Login.Any().With("/user/email", ClaimValue.Null)));
        Assert.False(action.AppliesTo(Login.Any().WithEmail("")));
        Assert.False(action.AppliesTo(Login.Any().With("/user/email", ["a"])));
        Assert.False(Action(stub, clients, ("RequireAuthorization", "true")).AppliesTo(Ada.Without("/authorization")));
        Assert.True(Action(stub, clients, ("RequireAuthorization", "true")).AppliesTo(Ada.WithRoles()));
        Assert.Equal($"{stub.Url}/people/ada%40contoso.example", action.Reads(Ada));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        using var clients = NoUpstreams.Create();
        var action = Simulate.Action("backend-profile").Calling(clients).With(
            ("Url", "http://crm.contoso.example/{user.email}"), ("Auth:TokenEndpoint", "token"), ("Auth:Secret", "x"),
            ("Claims:0:Pointer", "plan"), ("RequireAuthorization", "1"), ("Claim", "x"));

        Assert.Equal(
            [
                "Settings:Url", "Settings:Auth:TokenEndpoint", "Settings:Auth:ClientId", "Settings:Auth:ClientSecret", "Settings:Auth:Secret",
                "Settings:Claims:0:Pointer", "Settings:Claims:0:Name", "Settings:RequireAuthorization", "Settings:Claim",
            ],
            action.FaultKeys);
        Assert.Equal(["Settings:Url: is required"], Simulate.Action("backend-profile").Calling(clients).Faults);
    }

    private static Login LoginOf(string email) => Login.Any().WithJson("/user/email", $"\"{email}\"");

    private static (string, string)[] Auth(UpstreamStub stub) =>
    [
        ("Auth:TokenEndpoint", $"{stub.Url}/token"), ("Auth:ClientId", "crm client"), ("Auth:ClientSecret", "a&b=+"),
        ("Auth:Scope", "crm.read"), ("Auth:Audience", "https://crm"),
    ];

    private static ActionSimulation Action(UpstreamStub stub, UpstreamClients clients, params (string, string)[] settings) =>
        Simulate.Action("backend-profile").Calling(clients).With("Url", $"{stub.Url}/people/{{user.email}}").With(settings);
}
