using ActionsFunctions.Local.Commands.Doctor;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededSettingsTests
{
    [Fact]
    public async Task A_healthy_installation_gives_no_finding()
    {
        var examined = await Examined.LocalServerAsync();
        Assert.All(examined.Report, diagnosis => Assert.Empty(diagnosis.Findings));
        Assert.Contains(examined.Report, diagnosis => diagnosis.Id == "graph-permission");
    }

    [Fact]
    public async Task Every_mistake_in_the_settings_is_named_with_its_key()
    {
        var examined = await Examined.LocalServerAsync(("PostLogin:Actions:0:Timeout", "5"), ("Graph:Credentials", "ClientSecret"), ("IdentityProviders:Okta:AuthorizationHeader", "a b"));
        examined.Says("settings", Health.Fail, "PostLogin:Actions:0:Timeout: ", "Graph:Credentials: ");
    }

    [Fact]
    public async Task An_address_open_to_others_without_a_key_is_named()
    {
        (await Examined.LocalServerAsync(("Local:Url", "http://0.0.0.0:7071"))).Says("settings", Health.Fail, "Local:FunctionKey");
    }

    [Fact]
    public async Task A_reserved_claim_is_named_with_who_refuses_it()
    {
        var examined = await Examined.LocalServerAsync(("PostLogin:Actions:0:Settings:Claim", "sub"));
        examined.Says("claim-reserved", Health.Fail, "PostLogin:Actions:0:Settings:Claim", "auth0");
        examined.FailsOnly("claim-reserved");
    }

    [Fact]
    public async Task A_claim_that_only_a_provider_nobody_uses_refuses_is_a_warning()
    {
        // Entra restricts it; auth0 takes it.
        (await Examined.LocalServerAsync(("PostLogin:Actions:0:Settings:Claim", "xms_groups"))).Says("claim-reserved", Health.Warn, "entra");
    }

    [Theory]
    [InlineData("Okta", "00:00:03", "00:00:02.750")]
    [InlineData("Entra", "00:00:02", "timeoutInMilliseconds")]
    [InlineData("Supabase", "00:00:05", "00:00:04.750")]
    [InlineData("AzureAdB2C", "00:00:20", "00:00:19.750")]
    [InlineData("OryHydra", "00:00:31", "00:00:29.750")]
    [InlineData("Auth0", "00:00:20", "ACTIONS_TIMEOUT_MS")]
    [InlineData("Zitadel", "00:01:01", "timeout of the target")]
    public async Task A_budget_above_the_callers_deadline_is_named(string provider, string budget, string remedy)
    {
        var examined = await Examined.LocalServerAsync(($"PostLogin:Budgets:{provider}", budget));
        examined.Says("deadline", Health.Fail, $"PostLogin:Budgets:{provider}", remedy);
        examined.FailsOnly("deadline");
    }

    [Fact]
    public async Task A_budget_that_needs_a_longer_deadline_than_usual_is_a_warning()
    {
        (await Examined.LocalServerAsync(("PostLogin:Budgets:Entra", "00:00:01.500"))).Says("deadline", Health.Warn, "timeoutInMilliseconds", "1.75 s");
    }
}
