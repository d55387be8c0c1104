using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests;

/// <summary>What connect does not do: take away what is somebody else's, or begin what it cannot end.</summary>
public sealed class ConnectRefusalTests
{
    private readonly FakeTenant tenant = new();
    private readonly SetupUnderTest setup;

    public ConnectRefusalTests() => setup = new(tenant);

    [Fact]
    public async Task An_application_that_is_open_to_other_tenants_is_refused() =>
        await NothingIsDoneAsync(tenant.AddApplication("Portal", singleTenant: false), "is open to other tenants");

    [Fact]
    public async Task An_application_with_a_policy_of_its_own_is_refused()
    {
        var app = tenant.AddApplication("Portal");
        tenant.Policies.All.Add(new(FakeTenant.Id(), "theirs", "{}"));
        tenant.Policies.Assigned.Add((tenant.Principals.All[^1].Id, tenant.Policies.All[0].Id));

        await NothingIsDoneAsync(app, "has the claims mapping policy \"theirs\" already");
    }

    [Fact]
    public async Task An_application_that_calls_another_extension_is_refused()
    {
        var app = tenant.AddApplication("Portal");
        tenant.Listeners.All.Add(new(FakeTenant.Id(), "theirs", FakeTenant.Id(), [app]));

        await NothingIsDoneAsync(app, "calls another extension already");
    }

    [Fact]
    public async Task An_application_of_another_tenant_is_refused() => await NothingIsDoneAsync(FakeTenant.Id(), "is not registered in this tenant");

    [Fact]
    public async Task Without_a_function_key_no_extension_is_made()
    {
        setup.Environment.Clear();

        await NothingIsDoneAsync(tenant.AddApplication("Portal"), "ACTIONS_FUNCTION_KEY");
    }

    [Fact]
    public async Task What_if_writes_nothing_and_asks_for_a_token_that_cannot_write()
    {
        var run = await setup.ConnectAsync("--what-if", "--client-app", tenant.AddApplication("Portal"));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(tenant.Writes);
        Assert.Contains("would create", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Assert.Single(setup.Opened).Scopes, scope => scope.Contains("Write", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("--json")]
    public async Task The_function_key_is_nowhere_in_what_is_printed(string form)
    {
        tenant.Fail("extensions.create", TenantFaultKind.Refused);
        string[] options = form == "text" ? [] : [form];
        foreach (var run in new[] { await setup.ConnectAsync([.. options, "--what-if"]), await setup.ConnectAsync([.. options, "--wait", "00:00:00"]), await setup.ConnectAsync(options) })
        {
            Assert.DoesNotContain("key+with", run.Out + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("key%2Bwith", run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_names_the_permission_the_role_and_the_request()
    {
        tenant.Fail("extensions.create", TenantFaultKind.Forbidden);

        var run = await setup.ConnectAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CustomAuthenticationExtension.ReadWrite.All", run.Out, StringComparison.Ordinal);
        Assert.Contains("Authentication Extensibility Administrator", run.Out, StringComparison.Ordinal);
        Assert.Contains("0f0f0f0f-0000-4000-8000-000000000001", run.Out, StringComparison.Ordinal);
        Assert.Contains("not reached", run.Out, StringComparison.Ordinal);
        Assert.Contains(setup.Opened[0].CorrelationId.ToString(), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_consent_gets_the_command_for_an_administrator()
    {
        tenant.Fail("principals.grant", TenantFaultKind.Forbidden);

        var run = await setup.ConnectAsync("--json");

        var principal = tenant.Principals.All[^2].Id;
        var command = Assert.Single(run.Json.GetProperty("administrator").EnumerateArray()).GetString()!;
        Assert.Contains($"/servicePrincipals/{principal}/appRoleAssignments", command, StringComparison.Ordinal);
        Assert.Contains($"\"appRoleId\":\"{FakeTenant.ReceivePayloadRole}\"", command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_read_is_a_fault_in_words()
    {
        tenant.Fail("registrations.find", TenantFaultKind.SignIn);

        var run = await setup.ConnectAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("reading the tenant: sign in to this tenant", run.Out, StringComparison.Ordinal);
    }

    private async Task NothingIsDoneAsync(string app, string because)
    {
        var run = await setup.ConnectAsync("--client-app", app);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(because, run.Out, StringComparison.Ordinal);
        Assert.Empty(tenant.Writes);
    }
}
