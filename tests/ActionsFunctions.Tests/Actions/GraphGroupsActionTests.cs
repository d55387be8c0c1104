using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Actions;

public sealed class GraphGroupsActionTests
{
    private static readonly Login Ada = Login.Any().WithUserId("auth0|ada").WithEmail("ada@contoso.example").With("/stats/logins_count", 2);
    private const string NamesPath = "/v1.0/users/auth0%7Cada/transitiveMemberOf/microsoft.graph.group?$select=id,displayName,securityEnabled&$count=true&$top=999";
    private const string Groups = """
        {"value":[
          {"id":"g2","displayName":"Finance","securityEnabled":true},
          {"id":"g1","displayName":"All Staff","securityEnabled":false},
          {"id":"g3","displayName":null},
          {"id":"g4","displayName":"Finance","securityEnabled":false}]}
        """;

    [Fact]
    public async Task Names_come_once_each_and_in_order_in_both_tokens()
    {
        await using var stub = await StartAsync(_ => StubAnswer.Ok(Groups));
        using var clients = stub.Clients();

        var answer = await Action(clients).RunAsync(Ada);

        answer.ShouldSayOnly(
            """idToken.setCustomClaim("https://actions.example/groups", ["All Staff","Finance"])""",
            """accessToken.setCustomClaim("https://actions.example/groups", ["All Staff","Finance"])""");
        var call = Assert.Single(stub.Calls);
        Assert.Equal(("GET", NamesPath, "Bearer t1", "eventual"), (call.Method, call.Target, call.Header("Authorization"), call.Header("ConsistencyLevel")));
        Assert.Contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default", stub.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["Finance"]""", "SecurityEnabledOnly", "true")]
    [InlineData("""["All Staff"]""", "GroupIds:0", "G1")]
    [InlineData("""["x-All Staff","x-Finance"]""", "Prefix", "x-")]
    public async Task Names_can_be_narrowed_and_prefixed(string expected, string key, string value)
    {
        await using var stub = await StartAsync(_ => StubAnswer.Ok(Groups));
        using var clients = stub.Clients();

        var answer = await Action(clients, (key, value), ("Tokens", "id"), ("Claim", "c")).RunAsync(Ada);

        answer.ShouldSayOnly($"idToken.setCustomClaim(\"c\", {expected})");
    }

    [Fact]
    public async Task Pages_are_followed_with_the_same_headers()
    {
        await using var stub = await StartAsync(request => StubAnswer.Ok(request.Target.Contains("skiptoken", StringComparison.Ordinal)
            ? """{"value":[{"displayName":"A"}]}"""
            : $$"""{"value":[{"displayName":"B"}],"@odata.nextLink":"{{request.Origin}}/v1.0/users/x/transitiveMemberOf?$skiptoken=a%2Fb"}"""));
        using var clients = stub.Clients();

        var answer = await Action(clients).RunAsync(Ada);

        Assert.Contains("""["A","B"]""", answer.Commands[0], StringComparison.Ordinal);
        Assert.Equal("/v1.0/users/x/transitiveMemberOf?$skiptoken=a%2Fb", stub.Calls[1].Target);
        Assert.Equal(("Bearer t1", "eventual"), (stub.Calls[1].Header("Authorization"), stub.Calls[1].Header("ConsistencyLevel")));
    }

    [Theory]
    [InlineData("https://evil.example/v1.0/users")]
    [InlineData("http://127.0.0.1:1/v1.0/users")]
    [InlineData("{origin}/beta/users")]
    [InlineData("{origin}/v1.0/../admin")]
    [InlineData("{origin}/v1.0/%2e%2e/admin")]
    [InlineData("{origin}/v1.0evil/users")]
    [InlineData("/v1.0/users")]
    public async Task A_next_page_anywhere_else_is_not_followed(string link)
    {
        await using var stub = await StartAsync(request => StubAnswer.Ok(
            $$"""{"value":[],"@odata.nextLink":"{{link.Replace("{origin}", request.Origin, StringComparison.Ordinal)}}"}"""));
        using var clients = stub.Clients();

        var answer = await Action(clients).RunAsync(Ada);

        answer.ShouldFail("graph-answer-malformed");
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task Pages_without_end_are_given_up()
    {
        await using var stub = await StartAsync(request => StubAnswer.Ok($$"""{"value":[],"@odata.nextLink":"{{request.Origin}}/v1.0/more"}"""));
        using var clients = stub.Clients();

        (await Action(clients).RunAsync(Ada)).ShouldFail("graph-answer-too-large");
        Assert.Equal(10, stub.Calls.Count);
    }

    [Fact]
    public async Task Ids_come_in_one_call_and_in_ordinal_order()
    {
        await using var stub = await StartAsync(_ => StubAnswer.Ok("""{"value":["b","a","c"]}"""));
        using var clients = stub.Clients();

        var answer = await Action(clients, ("Emit", "ids"), ("SecurityEnabledOnly", "true")).RunAsync(Ada);

        Assert.Contains("""["a","b","c"]""", answer.Commands[0], StringComparison.Ordinal);
        var call = Assert.Single(stub.Calls);
        Assert.Equal(("POST", "/v1.0/users/auth0%7Cada/getMemberGroups", """{"securityEnabledOnly":true}"""), (call.Method, call.Target, call.Body));
        Assert.Equal("28", call.Header("Content-Length"));
    }

    [Fact]
    public async Task A_fixed_list_is_checked_in_portions_of_twenty_and_keeps_its_order()
    {
        await using var stub = await StartAsync(request => StubAnswer.Ok(
            """{"value":["g44","G01","stranger","g21"]}""".Replace("g21", request.Body.Contains("\"g21\"", StringComparison.Ordinal) ? "g21" : "other", StringComparison.Ordinal)));
        using var clients = stub.Clients();
        var ids = Enumerable.Range(0, 45).Select(i => ($"GroupIds:{i}", string.Create(CultureInfo.InvariantCulture, $"g{i:00}")));

        var answer = await Action(clients, [("Emit", "ids"), .. ids]).RunAsync(Ada);

        Assert.Contains("""["g01","g21","g44"]""", answer.Commands[0], StringComparison.Ordinal);
        Assert.Equal([5, 20, 20], stub.Calls.Select(call => JsonElement.Parse(call.Body).GetProperty("groupIds").GetArrayLength()).Order());
        Assert.All(stub.Calls, call => Assert.Equal("/v1.0/users/auth0%7Cada/checkMemberGroups", call.Target));
    }

    [Theory]
    [InlineData("""{"error":{"code":"Request_ResourceNotFound"}}""", null)]
    [InlineData("", null)]
    [InlineData("""{"error":{"code":"BadRequest"}}""", "graph-not-found")]
    public async Task An_unknown_user_has_no_groups_but_a_wrong_address_is_a_failure(string body, string? failure)
    {
        await using var stub = await StartAsync(_ => new StubAnswer(404, body));
        using var clients = stub.Clients();

        foreach (var action in new[] { Action(clients), Action(clients, ("Emit", "ids")), Action(clients, ("Emit", "ids"), ("GroupIds:0", "g1")) })
        {
            var answer = await action.RunAsync(Ada);
            Assert.Equal(failure, answer.Failure);
            Assert.Empty(answer.Commands);
        }
    }

    [Theory]
    [InlineData("names", """{"value":[]}""")]
    [InlineData("names", """{"value":[{"id":"g3","displayName":null},{"id":"g4","displayName":""},{"id":"g5"}]}""")]
    [InlineData("ids", """{"value":[]}""")]
    public async Task No_groups_give_no_claim(string emit, string body)
    {
        await using var stub = await StartAsync(_ => StubAnswer.Ok(body));
        using var clients = stub.Clients();

        var answer = await Action(clients, ("Emit", emit)).RunAsync(Ada);

        answer.ShouldSayNothing();
    }

    [Theory]
    [InlineData(403, "{}", "graph-forbidden")]
    [InlineData(429, "{}", "graph-throttled")]
    [InlineData(200, "{}", "graph-answer-malformed")]
    [InlineData(200, """{"value":{}}""", "graph-answer-malformed")]
    [InlineData(200, "", "graph-answer-malformed")]
    public async Task A_failure_is_told_by_its_code(int status, string body, string code)
    {
        await using var stub = await StartAsync(_ => new StubAnswer(status, body));
        using var clients = stub.Clients();

        (await Action(clients).RunAsync(Ada)).ShouldFail(code);
        (await Action(clients, ("Emit", "ids")).RunAsync(Ada)).ShouldFail(code);
        (await Action(clients, ("Emit", "ids"), ("GroupIds:0", "g1")).RunAsync(Ada)).ShouldFail(code);
    }

    [Theory]
    [InlineData(null, null, 100)]
    [InlineData("truncate", null, 100)]
    [InlineData("drop", null, 0)]
    [InlineData("fail", "graph-too-many-groups", 0)]
    public async Task More_groups_than_fit_are_truncated_dropped_or_a_failure(string? onOverage, string? failure, int kept)
    {
        var names = Enumerable.Range(0, 250).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"displayName":"Group {{249 - i:000}}"}"""));
        await using var stub = await StartAsync(_ => StubAnswer.Ok($$"""{"value":[{{string.Join(',', names)}}]}"""));
        using var clients = stub.Clients();

        var answer = await Action(clients, ("Tokens", "id"), ("MaxGroups", "100"), ("OnOverage", onOverage ?? "")).RunAsync(Ada);

        Assert.Equal(failure, answer.Failure);
        var expected = string.Join(',', Enumerable.Range(0, kept).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"Group {i:000}\"")));
        string[] claim = kept == 0 ? [] : [$"idToken.setCustomClaim(\"https://actions.example/groups\", [{expected}])"];
        string[] report = failure is null
            ? [$"diagnostics.claimDropped(\"https://actions.example/groups\", \"more than 100 groups: the {(kept == 0 ? "claim is" : "others are")} left out\")"]
            : [];
        Assert.Equal([.. report, .. claim], answer.Commands);
    }

    [Fact]
    public async Task Once_it_is_decided_that_there_are_too_many_no_further_page_is_asked_for()
    {
        await using var stub = await StartAsync(request => StubAnswer.Ok(
            $$"""{"value":[{"displayName":"A"},{"displayName":"B"}],"@odata.nextLink":"{{request.Origin}}/v1.0/more"}"""));
        using var clients = stub.Clients();

        var answer = await Action(clients, ("MaxGroups", "1"), ("OnOverage", "drop")).RunAsync(Ada);

        Assert.StartsWith("diagnostics.claimDropped", Assert.Single(answer.Commands), StringComparison.Ordinal);
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task It_needs_a_user_whose_id_is_fit_for_a_path()
    {
        await using var stub = await StartAsync(_ => StubAnswer.Ok(Groups));
        using var clients = stub.Clients();
        var action = Action(clients);

        Assert.False(action.AppliesTo(Login.Any().WithoutUser()));
        Assert.True(action.AppliesTo(Ada));
        Assert.Equal($"{stub.Url}/v1.0/users/auth0%7Cada", action.Reads(Ada));
        Assert.Equal($"{stub.Url}/v1.0/users/ada%40contoso.example", Action(clients, ("UserId", "{user.email}")).Reads(Ada));
        (await action.RunAsync(Ada.WithUserId(".."))).ShouldFail("event-value-refused");
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        using var clients = NoUpstreams.Create();
        var action = Action(
            clients, ("UserId", "{user.user_id}/manager"), ("Emit", "both"), ("MaxGroups", "0"), ("OnOverage", "cut"), ("SecurityEnabledOnly", "on"), ("Groups", "x"));

        Assert.Equal(["Settings:UserId", "Settings:Emit", "Settings:SecurityEnabledOnly", "Settings:MaxGroups", "Settings:OnOverage", "Settings:Groups"], action.FaultKeys);
        Assert.Equal(
            ["Settings:SecurityEnabledOnly"],
            Action(clients, ("Emit", "ids"), ("GroupIds:0", "g"), ("SecurityEnabledOnly", "true")).FaultKeys);
    }

    private static Task<UpstreamStub> StartAsync(Func<StubRequest, StubAnswer> script) => UpstreamStub.StartWithTokensAsync(script);

    private static ActionSimulation Action(UpstreamClients clients, params (string, string)[] settings) => Simulate.Action("graph-groups").Calling(clients).With(settings);
}
