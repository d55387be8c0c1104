using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Tests.Actions;

public sealed class OrganizationMembershipsActionTests
{
    private const string Claim = "https://actions.example/organizations";
    private static readonly Login Tom = Login.Any().WithUserId("auth0|tom").WithOrganization("org_retail", "retail");

    [Fact]
    public async Task Without_a_backend_the_organization_of_the_login_is_all()
    {
        foreach (var action in new[] { Simulate.Action("organization-memberships"), Simulate.Action("organization-memberships").With("Emit", "ids") })
            (await action.RunAsync(Tom)).ShouldSayOnly($"""idToken.setCustomClaim("{Claim}", ["org_retail"])""", $"""accessToken.setCustomClaim("{Claim}", ["org_retail"])""");
        (await Simulate.Action("organization-memberships").With("Emit", "names").RunAsync(Tom)).ShouldSetClaim(Claim, ["retail"]);
        (await Simulate.Action("organization-memberships").RunAsync(Tom.Without("/organization"))).ShouldBeSkipped();
        Assert.Equal("org_retail", Simulate.Action("organization-memberships").Reads(Tom));
    }

    [Fact]
    public async Task The_list_of_the_Management_API_is_a_claim()
    {
        const string list = """[{"id":"org_a","name":"a","display_name":"A"},{"id":"org_b","name":"b"},{"id":"org_a","name":"a"}]""";
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok(list));
        (await Action(backend).RunAsync(Tom)).ShouldSetClaim(Claim, ["org_a", "org_b"]);
        (await Action(backend, ("Emit", "names"), ("Tokens", "id")).RunAsync(Tom)).ShouldSayOnly($"""idToken.setCustomClaim("{Claim}", ["a","b"])""");
        Assert.Equal("/api/v2/users/auth0%7Ctom/organizations", backend.Requests[0].Target);
        Assert.Equal($"{backend.Url}/api/v2/users/auth0%7Ctom/organizations", Action(backend).Reads(Tom));
    }

    [Fact]
    public async Task A_list_of_texts_further_down_is_read_too() =>
        (await RunAsync("""{"data":{"orgs":["x","y"]}}""", ("List", "/data/orgs"))).ShouldSetClaim(Claim, ["x", "y"]);

    [Theory]
    [InlineData("[]", 200)]
    [InlineData("", 204)]
    [InlineData("{}", 404)]
    public async Task No_organization_and_an_unknown_user_give_no_claim(string answer, int status)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => new StubAnswer(status, answer));
        (await Action(backend).RunAsync(Tom)).ShouldSayNothing();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""[{"name":"a"}]""")]
    [InlineData("""["a",7]""")]
    [InlineData("""["a",""]""")]
    public async Task A_list_with_holes_is_a_failure(string answer) => (await RunAsync(answer)).ShouldFail("backend-answer-malformed");

    [Fact]
    public async Task A_failing_backend_is_a_failure()
    {
        await using var backend = await UpstreamStub.StartAsync(_ => new StubAnswer(403, "{}"));
        (await Action(backend).RunAsync(Tom)).ShouldFail("backend-forbidden");
    }

    [Theory]
    [InlineData("truncate")]
    [InlineData("drop")]
    [InlineData("fail")]
    public async Task More_than_fit_are_cut_dropped_or_a_failure_and_never_lost_silently(string policy)
    {
        var many = await RunAsync("""["a","b","c"]""", ("MaxOrganizations", "2"), ("OnOverage", policy));
        var page = await RunAsync("""{"total":3,"organizations":["a","b"]}""", ("List", "/organizations"), ("Total", "/total"), ("OnOverage", policy));
        foreach (var run in new[] { many, page })
        {
            if (policy == "fail")
                run.ShouldFail("too-many-organizations");
            else if (policy == "drop")
                run.ShouldSayOnly($"""diagnostics.claimDropped("{Claim}", "more than 2 organizations: the claim is left out")""");
            else
                run.ShouldSetClaim(Claim, ["a", "b"]).ShouldSay("diagnostics.claimDropped", Claim, "more than 2 organizations: the others are left out");
        }
    }

    [Fact]
    public async Task As_many_as_fit_are_all_of_them() =>
        (await RunAsync("""["a","b"]""", ("MaxOrganizations", "2"), ("OnOverage", "fail"), ("Tokens", "id"))).ShouldSayOnly($"""idToken.setCustomClaim("{Claim}", ["a","b"])""");

    [Fact]
    public async Task A_page_that_holds_all_of_them_is_whole() =>
        (await RunAsync("""{"total":2,"organizations":["a","b"]}""", ("List", "/organizations"), ("Total", "/total"), ("OnOverage", "fail"))).ShouldSetClaim(Claim, ["a", "b"]);

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var action = Simulate.Action("organization-memberships").With(
            ("Auth:ClientId", "a"), ("List", "orgs"), ("Total", "/total"), ("Emit", "both"), ("MaxOrganizations", "0"), ("OnOverage", "cut"), ("Groups", "x"));
        Assert.Equal(
            ["Settings:Auth", "Settings:List", "Settings:Total", "Settings:List", "Settings:Emit", "Settings:MaxOrganizations", "Settings:OnOverage", "Settings:Groups"],
            action.FaultKeys);
    }

    private static async Task<SimulatedAction> RunAsync(string answer, params (string, string)[] settings)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok(answer));
        return await Action(backend, settings).RunAsync(Tom);
    }

    private static ActionSimulation Action(UpstreamStub backend, params (string, string)[] settings) =>
        Simulate.Action("organization-memberships").Calling(backend).With([("Url", $"{backend.Url}/api/v2/users/{{user.user_id}}/organizations"), .. settings]);
}
