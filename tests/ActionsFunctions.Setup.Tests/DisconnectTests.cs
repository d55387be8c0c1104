using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests;

/// <summary><c>entra disconnect</c> leaves a tenant as it was before.</summary>
public sealed class DisconnectTests
{
    private readonly FakeTenant tenant = new();
    private readonly SetupUnderTest setup;

    public DisconnectTests() => setup = new(tenant);

    [Fact]
    public async Task A_tenant_is_afterwards_as_it_was_before()
    {
        var (old, modern, api) = (tenant.AddApplication("Portal"), tenant.AddApplication("Shop", version: 2), tenant.AddApplication("Orders API"));
        var accepting = tenant.Registrations.All.FindIndex(there => there.AppId == modern);
        tenant.Registrations.All[accepting] = tenant.Registrations.All[accepting] with { AcceptsMappedClaims = true };
        tenant.Extensions.All.Add(new(FakeTenant.Id(), "Post-login actions", "theirs"));
        tenant.Listeners.All.Add(new(FakeTenant.Id(), "theirs", tenant.Extensions.All[0].Id, [FakeTenant.Id()]));
        tenant.Policies.All.Add(new(FakeTenant.Id(), "theirs", "{}"));
        var before = Snapshot();

        Assert.Equal(0, (await setup.ConnectAsync("--client-app", $"{old},{modern}", "--resource-app", api)).ExitCode);
        Assert.NotEqual(before, Snapshot());
        var run = await setup.DisconnectAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(before, Snapshot());
        Assert.Empty(tenant.Registrations.Bin);
        Assert.Contains("Nothing to do", (await setup.DisconnectAsync()).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await setup.ConnectAsync("--client-app", old)).ExitCode);
    }

    [Theory]
    [InlineData("listeners.delete")]
    [InlineData("policies.unassign")]
    [InlineData("registrations.update")]
    [InlineData("policies.delete")]
    [InlineData("extensions.delete")]
    [InlineData("registrations.delete")]
    public async Task A_run_that_was_interrupted_anywhere_is_completed_by_the_next(string interrupted)
    {
        var app = tenant.AddApplication("Portal", version: 2);
        var before = Snapshot();
        await setup.ConnectAsync("--client-app", app);
        tenant.Fail(interrupted, TenantFaultKind.Forbidden);

        Assert.Equal(1, (await setup.DisconnectAsync()).ExitCode);
        Assert.Equal(0, (await setup.DisconnectAsync()).ExitCode);

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task The_listener_goes_first_so_that_no_login_calls_what_is_half_gone()
    {
        await setup.ConnectAsync("--client-app", tenant.AddApplication("Portal"));
        tenant.Writes.Clear();

        await setup.DisconnectAsync();

        Assert.Equal(
            ["listeners.delete", "policies.unassign", "registrations.update", "policies.delete", "extensions.delete", "registrations.delete", "registrations.purge"],
            tenant.Writes);
    }

    [Fact]
    public async Task One_application_alone_is_taken_out()
    {
        var (first, second) = (tenant.AddApplication("Portal"), tenant.AddApplication("Shop"));
        await setup.ConnectAsync("--client-app", $"{first},{second}");

        Assert.Equal(0, (await setup.DisconnectAsync("--app", first)).ExitCode);

        Assert.Equal([second], Assert.Single(tenant.Listeners.All).AppIds);
        Assert.Single(tenant.Policies.Assigned);
        Assert.Single(tenant.Extensions.All);
        Assert.False(tenant.Registrations.All.Find(there => there.AppId == first)!.AcceptsMappedClaims);
        Assert.True(tenant.Registrations.All.Find(there => there.AppId == second)!.AcceptsMappedClaims);
    }

    [Fact]
    public async Task What_if_writes_nothing()
    {
        await setup.ConnectAsync();
        tenant.Writes.Clear();

        var run = await setup.DisconnectAsync("--what-if");

        Assert.Contains("would remove", run.Out, StringComparison.Ordinal);
        Assert.Empty(tenant.Writes);
    }

    // Microsoft's own service principal stays: other extensions call through it. Version 1 is what an absent version means.
    private string Snapshot() => string.Join('\n', (string[])
    [
        .. tenant.Registrations.All.Select(there => $"{there.AppId} {there.AcceptsMappedClaims} {there.AccessTokenVersion ?? 1} {string.Join(',', there.Tags)}"),
        .. tenant.Principals.All.Where(there => there.AppId != Connecting.Connection.CallerAppId).Select(there => there.Id),
        .. tenant.Extensions.All.Select(there => there.Id),
        .. tenant.Listeners.All.Select(there => there.Id),
        .. tenant.Policies.All.Select(there => there.Id),
        .. tenant.Policies.Assigned.Select(there => there.PrincipalId),
    ]);
}
