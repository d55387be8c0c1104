using System.Globalization;
using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Tenant.Vault;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededDeploymentTests
{
    private const string AnotherSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Fact]
    public async Task A_healthy_server_gives_no_failure_and_plays_logins()
    {
        await using var server = await RunningServer.StartAsync();
        await server.WarmUp;
        var examined = await Examined.DeploymentAsync(server.Address, user: "ada");
        examined.FailsOnly();
        examined.Says("login", Health.Ok);
        examined.Says("ready", Health.Ok);
    }

    [Fact]
    public async Task Callers_without_a_content_length_are_told_of_the_HTTP_model()
    {
        await using var server = await RunningServer.StartAsync();
        (await Examined.DeploymentAsync(server.Address)).Says("chunked-body", Health.Warn, "411", "-p:HttpModel=AspNetCore");
    }

    [Fact]
    public async Task An_address_where_nothing_listens_is_named() =>
        (await Examined.DeploymentAsync(new("http://127.0.0.1:1"))).Says("live", Health.Fail, "--url", "refused");

    [Fact]
    public async Task Something_else_at_that_address_is_named()
    {
        await using var other = await UpstreamStub.StartAsync(_ => new(404, "{}"));
        var examined = await Examined.DeploymentAsync(new(other.Url));
        examined.Says("live", Health.Fail, "routePrefix");
        examined.Says("providers", Health.Fail, "IdentityProviders");
    }

    [Fact]
    public async Task An_app_that_is_not_ready_is_named_with_what_it_waits_for()
    {
        await using var app = await UpstreamStub.StartAsync(request => request.Target.EndsWith("/ready", StringComparison.Ordinal)
            ? new(503, """{"status":"starting","dependencies":[{"name":"keyvault","status":"unavailable"},{"name":"graph","status":"ok"}]}""")
            : new(200, "{}"));
        (await Examined.DeploymentAsync(new(app.Url))).Says("ready", Health.Fail, "not ready", "keyvault was unavailable", "Key Vault Secrets User");
    }

    [Fact]
    public async Task A_dependency_that_is_down_is_a_warning()
    {
        await using var server = await RunningServer.StartAsync(("PostLogin:Actions:1:Settings:Url", "http://127.0.0.1:1/{user.email}"));
        await server.WarmUp;
        (await Examined.DeploymentAsync(server.Address)).Says("ready", Health.Warn, "backend:1", "Settings:Url");
    }

    [Theory]
    [InlineData(null, Health.Warn, "--function-key")]
    [InlineData("wrong", Health.Fail, "--function-key")]
    [InlineData("the right key", Health.Ok, "")]
    public async Task A_missing_or_wrong_function_key_is_named(string? key, object status, string remedy)
    {
        await using var server = await RunningServer.StartAsync(("Local:FunctionKey", "the right key"));
        (await Examined.DeploymentAsync(server.Address, key)).Says("function-key", (Health)status, remedy);
    }

    [Fact]
    public async Task A_key_that_the_platform_asks_for_is_told_from_a_providers_refusal()
    {
        await using var platform = await UpstreamStub.StartAsync(request => request.Target.StartsWith("/api/health", StringComparison.Ordinal) ? new(200, "{}") : new(401));
        var examined = await Examined.DeploymentAsync(new(platform.Url));
        examined.Says("function-key", Health.Warn, "--function-key");
        examined.Says("providers", Health.Warn, "--function-key");
        (await Examined.DeploymentAsync(new(platform.Url), "wrong")).Says("function-key", Health.Fail, "--function-key");
    }

    [Fact]
    public async Task A_provider_that_is_configured_here_but_not_there_is_named()
    {
        await using var app = await UpstreamStub.StartAsync(request => request.Target.EndsWith("/okta", StringComparison.Ordinal) ? new(404, "{}") : new(401, "{}"));
        var examined = await Examined.DeploymentAsync(new(app.Url), settings: ("IdentityProviders:Okta:AuthorizationSecrets:0", "a secret of our own"));
        examined.Says("providers", Health.Fail, "IdentityProviders:Okta", "404");
    }

    [Fact]
    public async Task An_app_that_lets_anybody_in_is_named()
    {
        await using var app = await UpstreamStub.StartAsync(_ => new(200, "{}"));
        (await Examined.DeploymentAsync(new(app.Url))).Says("providers", Health.Fail, "IdentityProviders:Auth0", "200 instead of 401");
    }

    [Fact]
    public async Task A_credential_that_differs_from_the_deployed_one_is_named()
    {
        await using var server = await RunningServer.StartAsync(("IdentityProviders:Auth0:SigningSecrets:0", AnotherSecret));
        await server.WarmUp;
        var examined = await Examined.DeploymentAsync(server.Address, user: "ada");
        examined.Says("login", Health.Fail, "IdentityProviders:Auth0:SigningSecrets:0", "401");
        examined.FailsOnly("login");
    }

    [Fact]
    public async Task A_credential_in_the_vault_cannot_sign_here_and_is_a_warning()
    {
        await using var server = await RunningServer.StartAsync();
        var examined = await Examined.DeploymentAsync(server.Address, user: "ada", settings: ("IdentityProviders:Okta:AuthorizationSecrets:0", "keyvault:okta"));
        examined.Says("login", Health.Warn, "IdentityProviders:Okta:AuthorizationSecrets:0", "vault");
    }

    [Fact]
    public async Task A_clock_of_the_app_that_is_wrong_is_named()
    {
        var wrong = TimeProvider.System.GetUtcNow().AddMinutes(-9).ToString("r", CultureInfo.InvariantCulture);
        await using var app = await UpstreamStub.StartAsync(_ => new(200, "{}", ("Date", wrong)));
        (await Examined.DeploymentAsync(new(app.Url))).Says("app-clock", Health.Fail, "NTP");
    }

    [Fact]
    public async Task A_budget_that_leaves_nothing_for_the_way_is_named()
    {
        await using var server = await RunningServer.StartAsync();
        await server.WarmUp;
        var examined = await Examined.DeploymentAsync(server.Address, settings: ("PostLogin:Budgets:Okta", "00:00:03"));
        examined.Says("round-trip", Health.Fail, "PostLogin:Budgets:Okta");
        examined.FailsOnly("round-trip");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_named()
    {
        await using var vault = await LocalVault.StartAsync(TimeProvider.System, tokens: null, CancellationToken.None);
        (await Examined.DeploymentAsync(vault.Address)).Says("certificate", Health.Fail, "authority");
    }

    [Fact]
    public async Task An_expired_certificate_is_named()
    {
        var past = new ActionsFunctions.Testing.ManualTimeProvider(TimeProvider.System.GetUtcNow().AddYears(-2));
        await using var vault = await LocalVault.StartAsync(past, tokens: null, CancellationToken.None);
        (await Examined.DeploymentAsync(vault.Address)).Says("certificate", Health.Fail, "expired on");
    }
}
