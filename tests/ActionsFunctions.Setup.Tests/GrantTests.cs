using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Setup.Tests;

/// <summary><c>graph grant</c>: least permissions, patience with a directory that is behind, and a way for those who may not.</summary>
public sealed class GrantTests
{
    private const string Identity = "22222222-2222-4222-8222-222222222222";
    private readonly FakeTenant tenant = new();

    [Fact]
    public async Task Names_of_groups_take_one_permission_and_ids_two()
    {
        tenant.Principals.All.Add(new(Identity, FakeTenant.Id(), "id-actions"));

        Assert.Equal(0, (await GrantAsync(new SetupUnderTest(tenant))).ExitCode);
        Assert.Equal([FakeTenant.GroupsRole], tenant.Principals.Granted.Select(granted => granted.Grant.RoleId));

        using var ids = new TemporaryFlow("""{"PostLogin":{"Actions":[{"Name":"graph-groups","Settings":{"Emit":"ids"}}]}}""");
        Assert.Equal(0, (await GrantAsync(new SetupUnderTest(tenant), ids.Path)).ExitCode);
        Assert.Equal([FakeTenant.GroupsRole, FakeTenant.UsersRole], tenant.Principals.Granted.Select(granted => granted.Grant.RoleId));
    }

    [Fact]
    public async Task A_second_run_grants_nothing_and_says_so()
    {
        tenant.Principals.All.Add(new(Identity, FakeTenant.Id(), "id-actions"));
        await GrantAsync(new SetupUnderTest(tenant));

        var again = await GrantAsync(new SetupUnderTest(tenant));

        Assert.Contains("Nothing to do", again.Out, StringComparison.Ordinal);
        Assert.Single(tenant.Principals.Granted);
    }

    [Fact]
    public async Task An_identity_that_the_directory_does_not_know_yet_is_waited_for()
    {
        var clock = new ManualTimeProvider();
        var running = GrantAsync(new SetupUnderTest(tenant, clock));
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await clock.WhenArmedAsync(1);
        tenant.Principals.All.Add(new(Identity, FakeTenant.Id(), "id-actions"));
        clock.Advance(TimeSpan.FromSeconds(2));

        var run = await running;

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("waits 2 s for the directory", run.Out, StringComparison.Ordinal);
        Assert.Single(tenant.Principals.Granted);
    }

    [Fact]
    public async Task An_identity_that_never_comes_ends_in_words_not_in_a_hang()
    {
        var run = await GrantAsync(new SetupUnderTest(tenant), wait: "00:00:00");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is it the principal id, not the client id?", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_gets_the_command_before_and_after_trying()
    {
        tenant.Principals.All.Add(new(Identity, FakeTenant.Id(), "id-actions"));
        tenant.Fail("principals.grant", TenantFaultKind.Forbidden);
        var graph = tenant.Principals.All[0].Id;
        var command = $$"""--body '{"principalId":"{{Identity}}","resourceId":"{{graph}}","appRoleId":"{{FakeTenant.GroupsRole}}"}'""";

        var planned = await GrantAsync(new SetupUnderTest(tenant), more: "--what-if");
        var refused = await GrantAsync(new SetupUnderTest(tenant));

        Assert.Contains(command, planned.Out, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(command, refused.Out, StringComparison.Ordinal);
        Assert.Contains("Privileged Role Administrator", refused.Out, StringComparison.Ordinal);
    }

    private static Task<Run> GrantAsync(SetupUnderTest setup, string? flow = null, string wait = "00:00:30", string? more = null) => setup.RunAsync(
        ["graph", "grant", "--principal", Identity, "--tenant", SetupUnderTest.TenantId, "--flow", flow ?? SetupUnderTest.FlowFile, "--wait", wait, .. more is null ? Array.Empty<string>() : [more]]);
}
