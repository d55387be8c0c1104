using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests;

/// <summary><c>entra connect</c>, from an empty tenant and from every point on the way.</summary>
public sealed class ConnectTests
{
    private static readonly string[] FlowClaims = ["https://actions.example/groups", "https://actions.example/profile", "https://actions.example/premium"];
    private readonly FakeTenant tenant = new();
    private readonly SetupUnderTest setup;

    public ConnectTests() => setup = new(tenant);

    [Fact]
    public async Task An_empty_tenant_is_connected_so_that_entra_finds_nothing_wrong()
    {
        var app = tenant.AddApplication("Portal");

        var run = await setup.ConnectAsync("--client-app", app);

        Assert.Equal(0, run.ExitCode);
        var registration = Assert.Single(tenant.Registrations.All, there => there.AppId != app);
        Assert.Equal([$"api://{SetupUnderTest.Host}/{registration.AppId}"], registration.IdentifierUris);
        Assert.Equal(2, registration.AccessTokenVersion);
        Assert.Equal([new RequiredRole(Connection.GraphAppId, FakeTenant.ReceivePayloadRole, "Role")], registration.RequiredRoles);
        var extension = Assert.Single(tenant.Extensions.All);
        Assert.Equal("https://contoso-login.azurewebsites.net/api/post-login/entra?code=a%2Fkey%2Bwith%3D%3D", extension.TargetUrl);
        Assert.Equal((2_000, 1), (extension.TimeoutMilliseconds, extension.Retries));
        Assert.Equal(FlowClaims, extension.Claims);
        Assert.Equal([app], Assert.Single(tenant.Listeners.All).AppIds);
        Assert.Empty(await tenant.Extensions.ValidateAsync(extension.Id, default));
        Assert.Equal(tenant.Policies.All[0].Id, Assert.Single(tenant.Policies.Assigned).Id);
    }

    [Fact]
    public async Task A_second_run_writes_nothing_and_says_so()
    {
        var app = tenant.AddApplication("Portal");
        await setup.ConnectAsync("--client-app", app);
        tenant.Writes.Clear();

        var run = await setup.ConnectAsync("--client-app", app);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(tenant.Writes);
        Assert.Contains("Nothing to do", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registrations.create")]
    [InlineData("registrations.update")]
    [InlineData("principals.create")]
    [InlineData("extensions.create")]
    [InlineData("principals.grant")]
    [InlineData("extensions.validate")]
    [InlineData("policies.create")]
    [InlineData("policies.assign")]
    [InlineData("listeners.create")]
    public async Task A_run_that_was_interrupted_anywhere_is_completed_by_the_next(string interrupted)
    {
        var app = tenant.AddApplication("Portal");
        tenant.Fail(interrupted, TenantFaultKind.Forbidden);

        Assert.Equal(1, (await setup.ConnectAsync("--client-app", app)).ExitCode);
        // From a listener on, a call that fails is a login that fails.
        Assert.Empty(tenant.Listeners.All);
        Assert.Equal(0, (await setup.ConnectAsync("--client-app", app)).ExitCode);

        Assert.Single(tenant.Listeners.All);
        Assert.Single(tenant.Extensions.All);
        Assert.Single(tenant.Policies.All);
        Assert.Equal(2, tenant.Registrations.All.Count);
        Assert.Contains("Nothing to do", (await setup.ConnectAsync("--client-app", app)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_maps_every_claim_to_its_own_name()
    {
        await setup.ConnectAsync("--claim", "plan");

        var definition = Assert.Single(tenant.Policies.All).Definition;
        Assert.StartsWith("""{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true","ClaimsSchema":[""", definition, StringComparison.Ordinal);
        foreach (var claim in FlowClaims.Append("plan"))
            Assert.Contains($$"""{"Source":"CustomClaimsProvider","ID":"{{claim}}","JwtClaimType":"{{claim}}"}""", definition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_administrator_added_to_the_policy_stays()
    {
        await setup.ConnectAsync();
        var policy = tenant.Policies.All[0];
        tenant.Policies.All[0] = policy with { Definition = policy.Definition.Replace("[{", """[{"Source":"user","ID":"employeeid","JwtClaimType":"employee"},{""", StringComparison.Ordinal) };

        var unchanged = await setup.ConnectAsync();
        await setup.ConnectAsync("--claim", "plan");

        Assert.Contains("Nothing to do", unchanged.Out, StringComparison.Ordinal);
        Assert.Contains("\"employeeid\"", tenant.Policies.All[0].Definition, StringComparison.Ordinal);
        Assert.Contains("\"plan\"", tenant.Policies.All[0].Definition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_gets_the_claims_into_its_access_tokens_but_no_listener()
    {
        var api = tenant.AddApplication("Orders API");

        Assert.Equal(0, (await setup.ConnectAsync("--resource-app", api)).ExitCode);

        Assert.Single(tenant.Policies.Assigned);
        Assert.Empty(tenant.Listeners.All);
    }

    [Fact]
    public async Task Connecting_another_application_leaves_the_first_connected()
    {
        var (first, second) = (tenant.AddApplication("Portal"), tenant.AddApplication("Shop"));
        await setup.ConnectAsync("--client-app", first);

        await setup.ConnectAsync("--client-app", second);

        Assert.Equal([first, second], tenant.Listeners.All.SelectMany(listener => listener.AppIds));
        Assert.Equal(2, tenant.Policies.Assigned.Count);
        Assert.Single(tenant.Extensions.All);
    }

    [Fact]
    public async Task A_new_function_key_is_written_and_none_keeps_the_old()
    {
        await setup.ConnectAsync();
        setup.Environment["ACTIONS_FUNCTION_KEY"] = null;
        Assert.Contains("Nothing to do", (await setup.ConnectAsync()).Out, StringComparison.Ordinal);

        setup.Environment["ACTIONS_FUNCTION_KEY"] = "new";
        await setup.ConnectAsync();

        Assert.EndsWith("?code=new", tenant.Extensions.All[0].TargetUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_of_the_app_come_out_at_the_end()
    {
        var run = await setup.ConnectAsync("--json");

        var settings = run.Json.GetProperty("settings");
        Assert.Equal(SetupUnderTest.TenantId, settings.GetProperty("IdentityProviders__Entra__TenantId").GetString());
        Assert.Equal(tenant.Registrations.All[0].AppId, settings.GetProperty("IdentityProviders__Entra__Audience").GetString());
    }
}
