using System.Net;
using System.Text.Json;
using ActionsFunctions.Recording;
using ActionsFunctions.Tests.Local.Commands;

namespace ActionsFunctions.Tests.Local.ConsoleApi;

/// <summary>The console opens a recorded login and says what the flow makes of it now.</summary>
public sealed class ConsoleReplayTests(ConsoleOfClass shared) : IClassFixture<ConsoleOfClass>
{
    private const string Other = """
        {"PostLogin":{"Actions":[{"Name":"graph-groups","Settings":{"Prefix":"g-"}},{"Name":"premium-flag"}]}}
        """;

    private ConsoleFixture Console => shared.Console;

    [Fact]
    public async Task A_recording_comes_out_the_same_with_the_flow_that_is_served()
    {
        var (status, answer) = await ReplayAsync(await RecordedAsync());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("auth0", answer.GetProperty("provider").GetString());
        Assert.Equal(0, answer.GetProperty("differences").GetArrayLength());
        Assert.Equal("continue", answer.GetProperty("recorded").GetProperty("decision").GetString());
        Assert.Equal((3, 6), (answer.GetProperty("replayed").GetProperty("actions").GetArrayLength(), answer.GetProperty("replayed").GetProperty("commands").GetArrayLength()));
        Assert.DoesNotContain("Lovelace", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_flow_is_compared_with_what_was_recorded()
    {
        var (status, answer) = await ReplayAsync(await RecordedAsync(), Other);
        Assert.Equal(HttpStatusCode.OK, status);
        var differences = answer.GetProperty("differences").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Contains("- action backend-profile succeeded", differences);
        Assert.Contains(differences, line => line.StartsWith("+ command idToken.setCustomClaim(\"https://actions.example/groups\", [\"g-p-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "no recorded login")]
    [InlineData("{\"format\":", "no recorded login")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"f","event":{},"upstream":[],"outcome":{},"more":1}""", "no recorded login")]
    [InlineData("""{"format":"actionsfunctions-login/2","provider":"auth0","flow":"f","event":{},"upstream":[],"outcome":{}}""", "another format")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"f","event":[],"upstream":[],"outcome":{}}""", "no event")]
    public async Task A_file_of_another_form_is_a_400_that_says_why(string recording, string why)
    {
        var (status, answer) = await ReplayAsync(recording);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(answer.GetProperty("faults").EnumerateArray());
        Assert.Equal("recording", fault.GetProperty("key").GetString());
        Assert.Contains(why, fault.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_recording_is_a_400()
    {
        using var answer = await Console.SendAsync(HttpMethod.Post, "console/api/replay", """{"recording":{}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_larger_than_a_recording_is_refused()
    {
        var (status, answer) = await ReplayAsync(new string(' ', RecordedLoginFile.MaxBytes + 1));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("is larger than", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_with_mistakes_is_told_by_its_keys()
    {
        var (status, answer) = await ReplayAsync(await RecordedAsync(), """{"PostLogin":{"Actions":[{"Name":"unheard-of"}]}}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("PostLogin:Actions:0:Name", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-console", null)]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_replays_nothing(string header, string? value)
    {
        using var answer = await Console.SendAsync(HttpMethod.Post, "console/api/replay", """{"recording":""}""", (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> ReplayAsync(string recording, string? flow = null)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["recording"] = recording };
        if (flow is not null)
            texts["flow"] = flow;
        using var answer = await Console.SendAsync(HttpMethod.Post, "console/api/replay", JsonSerializer.Serialize(texts));
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task<string> RecordedAsync()
    {
        using var file = new TemporaryFile("");
        Assert.Equal(0, await new CommandLine().RunAsync("login", "auth0", "--record", file.Path, "--json"));
        return await File.ReadAllTextAsync(file.Path);
    }
}
