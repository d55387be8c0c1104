using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Tests.Actions;

/// <summary>Groups of Graph, by id, as roles of an application.</summary>
public sealed class AppRolesActionTests
{
    private const string Finance = "6c0c0a00-0000-4000-8000-000000000002";
    private const string Engineering = "6c0c0a00-0000-4000-8000-000000000003";
    private const string Claim = "https://actions.example/roles";
    private static readonly Login Ada = Login.Any().WithUserId("auth0|ada").With("/stats/logins_count", 7);

    [Fact]
    public async Task Each_group_gives_its_roles_in_the_listed_order_and_each_role_once()
    {
        await using var graph = await GraphAsync($$"""{"value":["{{Engineering.ToUpperInvariant()}}","{{Finance}}"]}""");
        var run = await Action(graph, (Finance, "approver"), (Engineering, "reader"), (Finance, "reader")).RunAsync(Ada);
        run.ShouldSucceed().ShouldSetClaim(Claim, ["approver", "reader"]);
        var call = Assert.Single(graph.Calls);
        Assert.Equal("/v1.0/users/auth0%7Cada/checkMemberGroups", call.Target);
        Assert.Equal($$"""{"groupIds":["{{Finance}}","{{Engineering}}"]}""", call.Body);
    }

    [Fact]
    public async Task A_group_that_was_not_asked_for_gives_no_role_whatever_the_answer_holds()
    {
        await using var graph = await GraphAsync($$"""{"value":["{{Engineering}}"]}""");
        (await Action(graph, (Finance, "approver")).RunAsync(Ada)).ShouldSayNothing();
    }

    [Fact]
    public async Task A_user_whom_Graph_does_not_know_gets_no_claim()
    {
        await using var graph = await GraphAsync("""{"error":{"code":"Request_ResourceNotFound"}}""", 404);
        (await Action(graph, (Finance, "approver")).RunAsync(Ada)).ShouldSayNothing();
    }

    [Fact]
    public async Task Who_was_created_just_now_is_asked_for_once_more()
    {
        var asked = 0;
        await using var graph = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token()
            : ++asked == 1 ? new StubAnswer(404, """{"error":{"code":"Request_ResourceNotFound"}}""") : StubAnswer.Ok($$"""{"value":["{{Finance}}"]}"""));
        (await Action(graph, (Finance, "approver")).RunAsync(Ada.With("/stats/logins_count", 1))).ShouldSetClaim(Claim, ["approver"]);
    }

    [Fact]
    public async Task Without_the_permission_it_fails()
    {
        await using var graph = await GraphAsync("""{"error":{"code":"Authorization_RequestDenied"}}""", 403);
        (await Action(graph, (Finance, "approver")).RunAsync(Ada)).ShouldFail("graph-forbidden");
    }

    [Fact]
    public async Task It_needs_the_users_key_and_its_answer_depends_on_that_alone()
    {
        await using var graph = await GraphAsync("""{"value":[]}""");
        var action = Action(graph, (Finance, "approver")).With("UserId", "{user.email}");
        Assert.False(action.AppliesTo(Ada.Without("/user/email")));
        Assert.Equal($"{graph.Url}/v1.0/users/ada%40contoso.example", action.Reads(Ada.WithEmail("ada@contoso.example")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var action = Action(null, ("Finance", "approver"), (Finance, ""), (Finance, "reader"), (Finance, "reader")).With(("Roles:0:Name", "x"), ("UserId", "a/b"), ("Tokens", "none"), ("Prefix", "x"));
        Assert.Equal(
            [
                "Settings:UserId", "Settings:Roles:0:GroupId", "Settings:Roles:0:Name", "Settings:Roles:1:Role", "Settings:Roles:3:GroupId", "Settings:Tokens",
                "Settings:Prefix",
            ],
            action.FaultKeys.Where(key => key.StartsWith("Settings:", StringComparison.Ordinal)));
        Assert.Contains("Settings:Roles", Simulate.Action("app-roles").FaultKeys);
    }

    [Fact]
    public void A_role_without_a_group_is_one_mistake() => Assert.Equal(
        ["Settings:Roles:0:GroupId: is required"],
        Simulate.Action("app-roles").With("Roles:0:Role", "reader").Faults.Where(fault => fault.StartsWith("Settings:", StringComparison.Ordinal)));

    private static Task<UpstreamStub> GraphAsync(string answer, int status = 200) =>
        UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new StubAnswer(status, answer));

    private static ActionSimulation Action(UpstreamStub? graph, params (string Group, string Role)[] roles)
    {
        var action = Simulate.Action("app-roles");
        if (graph is not null)
            action = action.Calling(graph);
        return action.With(roles.Index().SelectMany(role => new[] { ($"Roles:{role.Index}:GroupId", role.Item.Group), ($"Roles:{role.Index}:Role", role.Item.Role) }));
    }
}
