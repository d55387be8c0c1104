using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>What every provider has in common, whatever its wire format: judged by the provider's own simulator.</summary>
public sealed class ProviderBehaviourTests
{
    private const string Plan = "https://contoso.example/plan";
    private const string Region = "https://contoso.example/region";

    public static TheoryData<string> Routes => [.. ProviderTable.All.Select(provider => provider.Route)];

    public static TheoryData<string> Bounded => [.. ProviderTable.All.Where(provider => provider.MaxClaimBytes is not null).Select(provider => provider.Route)];

    public static TheoryData<string> Typed => [.. ProviderTable.All.Where(provider => provider.WrongType is not null).Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Claims_of_the_flow_reach_the_tokens(string route)
    {
        var played = await PlayAsync(route, new ScriptedFlow().Then("plan", SetPlan));

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Equal(InTokens(route, "\"gold\""), played.Claim(Name(route, Plan)));
        Assert.Equal(200, played.Answer.Status);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_flow_with_nothing_to_add_lets_the_login_go_on(string route)
    {
        var played = await PlayAsync(route, new ScriptedFlow().Then("silent", static (_, _) => { }));

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Empty(played.Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_denial_refuses_the_login_and_no_claim_gets_out(string route)
    {
        var played = await PlayAsync(route, new ScriptedFlow().Then("plan", SetPlan).Then("gate", static (_, api) => api.Access.Deny("Ask the service desk.")));

        Assert.Equal(SimulatedOutcome.Denied, played.Verdict.Outcome);
        Assert.Empty(played.Claim(Name(route, Plan)));
        Assert.DoesNotContain("gold", System.Text.Encoding.UTF8.GetString(played.Answer.Body.Span), StringComparison.Ordinal);
        Assert.Equal("gate", played.Report!.Outcome.Denial!.Action);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_late_optional_action_costs_its_claims_only(string route)
    {
        var played = await PlayLateAsync(route, "continue");

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Equal(InTokens(route, "\"gold\""), played.Claim(Name(route, Plan)));
        Assert.Empty(played.Claim(Name(route, Region)));
        Assert.Contains("action-timed-out slow", played.Diagnostics, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_late_required_action_refuses_the_login(string route)
    {
        var played = await PlayLateAsync(route, "deny");

        Assert.Equal(SimulatedOutcome.Denied, played.Verdict.Outcome);
        Assert.Equal(new Denial("slow", "action-failed:slow"), played.Report!.Outcome.Denial);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_reserved_claim_is_dropped_and_reported_and_costs_no_other(string route)
    {
        var reserved = ProviderTable.Of(route).ReservedClaim;
        var played = await PlayAsync(route, new ScriptedFlow().Then("plan", SetPlan).Then("clash", (_, api) => api.SetCustomClaim(Tokens.Both, reserved, "forged")));

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Equal(InTokens(route, "\"gold\""), played.Claim(Name(route, Plan)));
        Assert.DoesNotContain("forged", string.Concat(played.Claim(reserved)), StringComparison.Ordinal);
        Assert.Contains($"claim-dropped clash {reserved}", played.Diagnostics, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_required_claim_that_cannot_be_carried_refuses_the_login(string route)
    {
        var reserved = ProviderTable.Of(route).ReservedClaim;
        var played = await PlayAsync(route, new ScriptedFlow().Then("clash", (_, api) => api.SetCustomClaim(Tokens.Both, reserved, "forged"), "deny"));

        Assert.Equal(SimulatedOutcome.Denied, played.Verdict.Outcome);
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public async Task A_claim_over_the_size_limit_is_dropped_and_reported(string route)
    {
        var much = new string('x', ProviderTable.Of(route).MaxClaimBytes!.Value);
        var played = await PlayAsync(route, new ScriptedFlow().Then("plan", SetPlan).Then("much", (_, api) => api.SetCustomClaim(Tokens.Both, Region, much)));

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Equal(InTokens(route, "\"gold\""), played.Claim(Name(route, Plan)));
        Assert.Empty(played.Claim(Name(route, Region)));
        Assert.Contains($"claim-dropped much {Region}", played.Diagnostics, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task A_value_of_a_type_that_no_token_holds_is_dropped_and_reported(string route)
    {
        var value = ProviderTable.Of(route).WrongType!.Value;
        var played = await PlayAsync(route, new ScriptedFlow().Then("plan", SetPlan).Then("typed", (_, api) => api.SetCustomClaim(Tokens.Both, Region, value)));

        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.Equal(InTokens(route, "\"gold\""), played.Claim(Name(route, Plan)));
        Assert.Empty(played.Claim(Name(route, Region)));
        Assert.Contains($"claim-dropped typed {Region}", played.Diagnostics, StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_user_the_actions_that_need_one_are_skipped(string route)
    {
        var flow = new ScriptedFlow().Then("plan", SetPlan, needsUser: true);
        await using var server = new ProviderServer(ProviderTable.Of(route), flow);

        var played = await server.PlayAsync(server.Call(Auth0EventFixture.With("/user", null)));

        Assert.Equal(ProviderTable.Of(route).WithoutUser, played.Verdict.Outcome);
        if (played.Verdict.Outcome == SimulatedOutcome.Rejected)
            Assert.Equal(400, played.Answer.Status);
        else
            Assert.Equal(ActionOutcome.Skipped, Assert.Single(played.Report!.Outcome.Actions).Outcome);
    }

    private static void SetPlan(PostLoginEvent login, PostLoginApi api) => api.SetCustomClaim(Tokens.Both, Plan, "gold");

    private static string Name(string route, string claim) => ProviderTable.Of(route).NameInToken(claim);

    private static string[] InTokens(string route, string json) => ProviderTable.Of(route).Carries switch
    {
        Tokens.Id => [$"id {json}"],
        Tokens.Access => [$"access {json}"],
        _ => [$"id {json}", $"access {json}"],
    };

    private static async Task<PlayedLogin> PlayAsync(string route, ScriptedFlow flow)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), flow);
        return await server.PlayAsync(server.Call(Auth0EventFixture.Json));
    }

    // The action itself moves the clock past every budget: it is late without anybody having to wait.
    private static async Task<PlayedLogin> PlayLateAsync(string route, string onFailure)
    {
        ProviderServer? server = null;
        var flow = new ScriptedFlow().Then("plan", SetPlan).Then(
            "slow",
            (_, api) =>
            {
                api.SetCustomClaim(Tokens.Both, Region, "eu");
                server!.Clock.Advance(TimeSpan.FromMinutes(1));
            },
            onFailure);
        await using (server = new(ProviderTable.Of(route), flow))
            return await server.PlayAsync(server.Call(Auth0EventFixture.Json));
    }
}
