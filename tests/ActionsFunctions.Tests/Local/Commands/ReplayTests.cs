namespace ActionsFunctions.Tests.Local.Commands;

/// <summary>A login is recorded without personal data, and replayed without anybody being called.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task A_recorded_login_comes_out_the_same_as_often_as_it_is_replayed()
    {
        using var file = await RecordedAsync();
        for (var i = 0; i < 3; i++)
        {
            var line = new CommandLine();
            Assert.Equal(0, await line.RunAsync("replay", file.Path));
            Assert.Equal("the same: 3 actions, 6 commands", line.Output.Trim());
        }
    }

    [Fact]
    public async Task Another_flow_is_compared_and_its_differences_are_1()
    {
        using var file = await RecordedAsync();
        using var flow = new TemporaryFile("""
            {"PostLogin":{"Actions":[{"Name":"graph-groups","Settings":{"Prefix":"g-"}},{"Name":"backend-profile","Settings":{"Url":"https://elsewhere.example/{user.user_id}"}},{"Name":"premium-flag","Settings":{"Role":"gold"}}]}}
            """);
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("replay", file.Path, "--flow", flow.Path));
        Assert.Contains("+ command idToken.setCustomClaim(\"https://actions.example/groups\", [\"g-p-", line.Output, StringComparison.Ordinal);
        Assert.Contains("- command idToken.setCustomClaim(\"https://actions.example/premium\", true)", line.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("https://actions.example/profile", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_holds_nothing_of_the_person()
    {
        using var file = await RecordedAsync();
        var text = await File.ReadAllTextAsync(file.Path);
        foreach (var personal in (string[])["auth0|ada", "ada@", "Lovelace", "contoso.example", "Finance", "Engineering", "All Staff", "127.0.0.1", "203.0.113"])
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_recording_without_its_answers_differs_and_calls_nobody()
    {
        using var file = await RecordedAsync();
        var text = await File.ReadAllTextAsync(file.Path);
        var from = text.IndexOf("\"upstream\":[", StringComparison.Ordinal) + "\"upstream\":[".Length;
        await File.WriteAllTextAsync(file.Path, text[..from] + text[text.IndexOf("],\"outcome\"", StringComparison.Ordinal)..]);
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("replay", file.Path));
        Assert.Contains("+ action graph-groups failed", line.Output, StringComparison.Ordinal);
    }

    private static async Task<TemporaryFile> RecordedAsync()
    {
        var file = new TemporaryFile("");
        Assert.Equal(0, await new CommandLine().RunAsync("login", "auth0", "--record", file.Path, "--json"));
        return file;
    }
}
