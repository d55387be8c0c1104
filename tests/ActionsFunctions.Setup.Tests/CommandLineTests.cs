using ActionsFunctions.Setup.Commands;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests;

/// <summary>The command line is read strictly, before anybody is signed in.</summary>
public sealed class CommandLineTests
{
    private const string Tenant = SetupUnderTest.TenantId;

    [Theory]
    [InlineData("", "which command?")]
    [InlineData("entra", "unknown command: entra")]
    [InlineData("entra connect --host a.example", "--tenant is required")]
    [InlineData($"entra connect --tenant {Tenant}", "--host is required")]
    [InlineData($"entra connect --tenant {Tenant} --host https://a.example", "--host is required")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example:8080", "--host is required")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --client-app portal", "portal is no app id")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --flow nowhere.json", "nowhere.json cannot be read")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --claim roles", "no claim of the name roles")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --sign-in anyhow", "--sign-in is one of")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --wait 5", "--wait is a duration")]
    [InlineData($"entra connect --tenant {Tenant} --host a.example --graph-url https://graph.evil.example", "on this machine only")]
    [InlineData($"entra disconnect --tenant {Tenant} --host a.example --client-app {Tenant}", "unknown option: --client-app")]
    [InlineData($"graph grant --tenant {Tenant} --principal me", "--principal is required")]
    public async Task A_mistake_is_named_and_nobody_is_signed_in(string line, string named)
    {
        var setup = new SetupUnderTest(new FakeTenant());

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var run = await setup.RunAsync(words.Contains("--flow") || words is not [_, "connect" or "grant", ..] ? words : [.. words, "--flow", SetupUnderTest.FlowFile]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.Empty(setup.Opened);
    }

    [Theory]
    [InlineData("""{"PostLogin":{"Actionz":[]}}""", "holds no flow")]
    [InlineData("""{"PostLogin":{"Actions":[{"Name":"unheard-of"}]}}""", "'unheard-of' is no action type")]
    [InlineData("""{"PostLogin":{"Actions":[{"Name":"graph-groups","Settings":{"Claim":"groups"}}]}}""", "no claim of the name groups")]
    [InlineData("{", "cannot be read")]
    public async Task A_flow_that_entra_could_not_carry_is_refused(string json, string named)
    {
        using var flow = new TemporaryFlow(json);
        var setup = new SetupUnderTest(new FakeTenant());

        var run = await setup.RunAsync("entra", "connect", "--tenant", Tenant, "--host", "a.example", "--flow", flow.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_whose_claims_the_file_does_not_name_is_pointed_out()
    {
        using var flow = new TemporaryFlow("""{"PostLogin":{"Actions":[{"Name":"premium-flag"},{"Name":"node","Type":"remote","Settings":{"Url":"https://node.example"}}]}}""");
        var setup = new SetupUnderTest(new FakeTenant());

        var run = await setup.RunAsync("entra", "connect", "--tenant", Tenant, "--host", "a.example", "--flow", flow.Path, "--json");

        var note = Assert.Single(run.Json.GetProperty("notes").EnumerateArray()).GetString();
        Assert.Contains("'node'", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_only_thing_on_standard_output()
    {
        var run = await new SetupUnderTest(new FakeTenant()).ConnectAsync("--json");

        Assert.True(run.Json.GetProperty("succeeded").GetBoolean());
        Assert.Equal("created", run.Json.GetProperty("steps")[0].GetProperty("outcome").GetString());
        Assert.Contains("[1/8] created", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var run = await new SetupUnderTest(new FakeTenant()).RunAsync("--help");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.All(SetupCommands.All, command => Assert.Contains(command.Name, run.Out, StringComparison.Ordinal));
    }
}
