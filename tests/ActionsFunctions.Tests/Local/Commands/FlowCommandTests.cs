using System.Text.Json;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Local.Commands;

/// <summary><c>flow check</c> and <c>flow explain</c>.</summary>
public sealed class FlowCommandTests
{
    private const string Flow = """
        {"PostLogin":{"Version":"7","Actions":[
          {"Name":"premium-flag","Timeout":"00:00:00.2","When":{"Clients":["spa"]}},
          {"Name":"crm","Type":"backend-profile","Timeout":"00:00:01","After":["premium-flag"],"RequireAfter":true,"OnFailure":"deny",
           "Secrets":{"KEY":"keyvault:some-key"},"Settings":{"Url":"https://crm.example/{user.user_id}"}},
          {"Name":"crm-2","Type":"backend-profile","Shadow":true,"ShadowOf":"crm","FreshFor":"00:01:00","Settings":{"Url":"https://crm.example/2/{user.user_id}"}}]}}
        """;

    [Fact]
    public async Task A_flow_without_faults_is_0()
    {
        using var file = new TemporaryFile(Flow);
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("flow", "check", file.Path));
        Assert.Contains("3 actions", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_flow_has_none()
    {
        var line = new CommandLine();
        Assert.True(await line.RunAsync("flow", "check", Path.Combine(RepositoryRoot.Path, "actions.json")) == 0, line.Output);
    }

    [Fact]
    public async Task All_faults_come_together_one_per_line_with_their_keys_and_are_1()
    {
        using var file = new TemporaryFile("""{"PostLogin":{"Actions":[{"Name":"nobody"},{"Name":"premium-flag","Timout":"5","When":{"Logins":["loud"]}}]}}""");
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("flow", "check", file.Path));
        var keys = line.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(": ")[0]);
        Assert.Equal(["PostLogin:Actions:0:Name", "PostLogin:Actions:1:When:Logins:0", "PostLogin:Actions:1:Timout"], keys);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task A_file_that_holds_no_flow_is_1_and_named(string? text)
    {
        using var file = new TemporaryFile(text ?? "");
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("flow", "check", text is null ? "/no/such/file.json" : file.Path));
        Assert.StartsWith("PostLogin:FlowFile: ", line.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flow", "check")]
    [InlineData("flow", "explain")]
    [InlineData("flow", "explain", "a", "--json", "--mermaid")]
    [InlineData("flow", "check", "a", "--json")]
    [InlineData("replay")]
    [InlineData("replay", "/no/such/file")]
    [InlineData("login", "auth0", "--record", "a", "--url", "http://127.0.0.1:1")]
    public async Task A_command_line_that_cannot_be_understood_is_2(params string[] words) => Assert.Equal(2, await new CommandLine().RunAsync(words));

    [Fact]
    public async Task The_picture_shows_levels_conditions_shadows_policies_claims_and_the_critical_path()
    {
        using var file = new TemporaryFile(Flow);
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("flow", "explain", file.Path));
        string[] shown =
        [
            "flow 7, hash ", "at once", "then (1)", "client in [\"spa\"]", "premium-flag, all of which must have an answer", "of crm: nothing it says is issued",
            "deny", "fresh for 60 s", "https://actions.example/profile (both)", "critical path: premium-flag -> crm, at most 1.2 s", "entra         0.7 s   may be cut short", "okta          2.4 s   fits",
        ];
        Assert.All(shown, text => Assert.Contains(text, line.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_canonical_flow_is_printed_as_JSON_and_the_graph_as_Mermaid()
    {
        using var file = new TemporaryFile(Flow);
        var (json, mermaid) = (new CommandLine(), new CommandLine());
        Assert.Equal(0, await json.RunAsync("flow", "explain", file.Path, "--json"));
        Assert.Equal(["premium-flag", "crm", "crm-2"], json.Document.EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        Assert.Equal(0, await mermaid.RunAsync("flow", "explain", file.Path, "--mermaid"));
        Assert.StartsWith("flowchart LR", mermaid.Output, StringComparison.Ordinal);
        Assert.Contains("a0 ==> a1", mermaid.Output, StringComparison.Ordinal);
    }
}
