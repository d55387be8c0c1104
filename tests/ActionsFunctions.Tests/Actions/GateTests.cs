using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Tests.Actions;

/// <summary>The actions that refuse logins, through every provider: refused is refused, and nobody gets in by a gate that cannot judge, unless that is stated.</summary>
public sealed class GateTests
{
    private static readonly Login Eve = Login.Any().WithUserId("eve").WithEmail("eve@contoso.example").Without("/user/app_metadata/terms_version");

    private static readonly string Budgets = string.Join(", ", ProviderTypes.All.Select(type => $"\"{type.Section}\": \"00:01:00\""));

    public static TheoryData<string> Providers => [.. ProviderSimulators.All.Select(provider => provider.Route)];

    [Theory]
    [InlineData("""{ "Name": "account-status", "Settings": { "Url": "https://crm.contoso.example/{user.email}" } }""")]
    [InlineData("""{ "Name": "terms", "Type": "terms-of-service", "Settings": { "Version": "1" } }""")]
    public async Task A_gate_states_what_happens_when_it_cannot_judge(string entry)
    {
        var faults = (await Assert.ThrowsAsync<InvalidSettingsException>(() => Flow(entry).RunAsync(Eve))).Faults;
        Assert.Equal("PostLogin:Actions:0:OnFailure", Assert.Single(faults).Key);
        await using var running = await Flow(entry.Replace("\"Settings\"", "\"OnFailure\": \"continue\", \"Settings\"", StringComparison.Ordinal)).StartAsync();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_blocked_account_gets_no_token(string provider)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"status":"blocked","why":"Invoice 7 is overdue."}"""));
        var login = await AccountStatus(backend, "continue", provider).RunAsync(Eve);
        login.ShouldBeDenied().ShouldEnd("account-status", ActionOutcome.Denied);
        Assert.Equal("Invoice 7 is overdue.", login.Report?.Outcome.Denial?.Reason);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task With_OnFailure_deny_nobody_gets_in_while_the_backend_is_down_and_with_continue_everybody_does(string provider)
    {
        await using var backend = await UpstreamStub.StartAsync(_ => new StubAnswer(503, "{}"));
        (await AccountStatus(backend, "deny", provider).RunAsync(Eve)).ShouldBeDenied();
        (await AccountStatus(backend, "continue", provider).RunAsync(Eve)).ShouldIssueTokens().ShouldReport("action-failed");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_provider_that_cannot_redirect_refuses_or_leaves_the_claim_out(string provider)
    {
        var redirects = provider == "auth0";
        var login = Eve.With("/transaction/protocol", "oidc-basic-profile").Without("/request/query/prompt");
        var denying = await Terms("deny", provider).RunAsync(login);
        if (redirects)
            Assert.Contains("https://terms.contoso.example/", System.Text.Encoding.UTF8.GetString(denying.Answer!.Body.Span), StringComparison.Ordinal);
        else
            denying.ShouldBeDenied();
        var letting = (await Terms("claim", provider).RunAsync(login)).ShouldIssueTokens();
        Assert.DoesNotContain(letting.Report!.Outcome.Commands, merged => merged.Command.ClaimOf is not null);
        Assert.Equal(redirects, letting.Report.Outcome.Commands.Any(merged => merged.Command.Suspends));
        letting.ShouldReportNothing();
    }

    private static FlowSimulation AccountStatus(UpstreamStub backend, string onFailure, string provider) => Flow(
        $$"""{ "Name": "account-status", "OnFailure": "{{onFailure}}", "Settings": { "Url": "{{backend.Url}}/{user.user_id}", "Reason": "/why" } }""").Calling(backend).Through(provider);

    private static FlowSimulation Terms(string otherwise, string provider) => Flow(
        $$"""
        { "Name": "terms", "Type": "terms-of-service", "OnFailure": "deny", "Settings":
          { "Version": "2026-10", "Page": "https://terms.contoso.example/", "Secret": "{{new string('k', 32)}}", "Otherwise": "{{otherwise}}" }
        }
        """).Through(provider);

    // Time enough for a busy machine: what happens when it is over is said elsewhere.
    private static FlowSimulation Flow(string entry) => Simulate.Flow($$"""{ "PostLogin": { "Budgets": { {{Budgets}} }, "Actions": [ {{entry}} ] } }""");
}
