using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Tests.Actions;

/// <summary>Refuses blocked accounts with the backend's reason; whatever it cannot judge is a failure, never a pass.</summary>
public sealed class AccountStatusActionTests
{
    private static readonly Login Eve = Login.Any().WithUserId("auth0|eve").WithEmail("eve@contoso.example");

    [Fact]
    public async Task A_blocked_account_is_refused_and_an_active_one_is_not()
    {
        (await RunAsync("""{"status":"blocked"}""")).ShouldDeny("This account is blocked.");
        (await RunAsync("""{"status":"active"}""")).ShouldSayNothing();
    }

    [Theory]
    [InlineData("""{"state":{"code":"Closed"}}""", true)]
    [InlineData("""{"state":{"code":"fraud"}}""", true)]
    [InlineData("""{"state":{"code":3}}""", true)]
    [InlineData("""{"state":{"code":true}}""", true)]
    [InlineData("""{"state":{"code":"blocked"}}""", false)]
    [InlineData("""{"state":{"code":30}}""", false)]
    public async Task Which_statuses_are_refused_and_where_they_stand_are_settings(string account, bool refused)
    {
        var run = await RunAsync(account, ("Status", "/state/code"), ("Blocked:0", "closed"), ("Blocked:1", "fraud"), ("Blocked:2", "3"), ("Blocked:3", "true"));
        Assert.Equal(refused, run.Outcome == ActionsFunctions.Merging.ActionOutcome.Denied);
    }

    [Fact]
    public async Task Beside_a_list_of_the_allowed_every_other_status_is_refused()
    {
        (await RunAsync("""{"status":"Active"}""", ("Allowed:0", "active"), ("Allowed:1", "trial"))).ShouldSayNothing();
        (await RunAsync("""{"status":"paused"}""", ("Allowed:0", "active"), ("Allowed:1", "trial"))).ShouldDeny("This account is blocked.");
    }

    [Fact]
    public async Task The_backends_reason_is_told_as_far_as_it_may_be_said()
    {
        (await RunAsync("""{"status":"blocked","why":" Invoice 7\r\nis <b>overdue</b> "}""", ("Reason", "/why"))).ShouldDeny("Invoice 7 is b overdue /b");
        (await RunAsync("""{"status":"blocked","why":{"text":"no"}}""", ("Reason", "/why"), ("DenyReason", "Ask the support."))).ShouldDeny("Ask the support.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"status":""}""")]
    [InlineData("""{"status":["blocked"]}""")]
    public async Task An_answer_without_a_status_is_a_failure(string account) => (await RunAsync(account)).ShouldFail("account-status-missing");

    [Theory]
    [InlineData(500, "backend-unavailable")]
    [InlineData(403, "backend-forbidden")]
    [InlineData(302, "backend-redirected")]
    public async Task A_backend_that_does_not_answer_is_a_failure(int status, string code)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => new StubAnswer(status, "{}"));
        (await Action(backend).RunAsync(Eve)).ShouldFail(code);
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(204, "")]
    public async Task An_account_that_the_backend_does_not_know_is_a_failure_unless_settings_say_otherwise(int status, string body)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => new StubAnswer(status, body));
        (await Action(backend).RunAsync(Eve)).ShouldFail("account-unknown");
        (await Action(backend, ("OnUnknown", "fail")).RunAsync(Eve)).ShouldFail("account-unknown");
        (await Action(backend, ("OnUnknown", "continue")).RunAsync(Eve)).ShouldSayNothing();
        (await Action(backend, ("OnUnknown", "deny")).RunAsync(Eve)).ShouldDeny("This account is blocked.");
    }

    [Fact]
    public async Task A_user_whom_it_cannot_ask_about_does_not_slip_by()
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"status":"active"}"""));
        (await Action(backend).RunAsync(Eve.Without("/user/email"))).ShouldFail("event-value-missing");
        (await Action(backend).RunAsync(Eve.WithEmail(".."))).ShouldFail("event-value-refused");
        (await Action(backend).RunAsync(Login.Any().WithoutUser())).ShouldBeSkipped();
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task Values_of_the_event_are_encoded_and_the_answer_depends_on_the_request_alone()
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"status":"active"}"""));
        var login = Eve.WithEmail("../admin?x=1");
        (await Action(backend).RunAsync(login)).ShouldSayNothing();
        Assert.Equal("/accounts/..%2Fadmin%3Fx%3D1", Assert.Single(backend.Requests).Target);
        Assert.Equal($"{backend.Url}/accounts/..%2Fadmin%3Fx%3D1", Action(backend).Reads(login));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var action = Simulate.Action("account-status").With(
            ("Url", "crm"), ("Status", "status"), ("Blocked:0", "a"), ("Allowed:0", "b"), ("Reason", "why"), ("DenyReason", "a\nb"), ("OnUnknown", "perhaps"), ("Claim", "x"));
        Assert.Equal(
            ["Settings:Url", "Settings:Status", "Settings:Allowed", "Settings:Reason", "Settings:DenyReason", "Settings:OnUnknown", "Settings:Claim"],
            action.FaultKeys);
        Assert.Equal(["Settings:Url: is required"], Simulate.Action("account-status").Faults);
    }

    private static async Task<SimulatedAction> RunAsync(string account, params (string, string)[] settings)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok(account));
        return await Action(backend, settings).RunAsync(Eve);
    }

    private static ActionSimulation Action(UpstreamStub backend, params (string, string)[] settings) =>
        Simulate.Action("account-status").Calling(backend).With([("Url", $"{backend.Url}/accounts/{{user.email}}"), .. settings]);
}
