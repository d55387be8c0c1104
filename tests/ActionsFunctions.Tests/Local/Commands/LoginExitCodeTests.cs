using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Local.Commands;

public sealed class LoginExitCodeTests
{
    [Theory]
    [InlineData("login")]
    [InlineData("login", "nobody")]
    [InlineData("login", "auth0", "--user", "zed")]
    [InlineData("login", "auth0", "--colour")]
    [InlineData("login", "auth0", "--url", "localhost")]
    [InlineData("login", "auth0", "--event", "/no/such/file")]
    [InlineData("login", "auth0", "--user", "ada", "--raw", "/no/such/file")]
    [InlineData("fly")]
    public async Task A_command_line_that_cannot_be_understood_is_2(params string[] words)
    {
        var line = new CommandLine();
        Assert.Equal(2, await line.RunAsync(words));
        Assert.Contains("usage:", line.Error, StringComparison.Ordinal);
        Assert.Empty(line.Output);
    }

    [Fact]
    public async Task An_event_that_is_no_JSON_is_2()
    {
        using var file = new TemporaryFile("{");
        Assert.Equal(2, await new CommandLine().RunAsync("login", "auth0", "--event", file.Path));
    }

    [Fact]
    public async Task Help_is_no_mistake()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("login", "--help"));
        Assert.Contains("login <provider> [--user NAME] [--event FILE] [--raw FILE] [--url URL] [--json]", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denied_login_is_3_without_tokens()
    {
        using var flow = new TemporaryFile("""
            {"PostLogin":{"Actions":[{"Name":"crm","Type":"backend-profile","OnFailure":"deny","Settings":{"Url":"http://127.0.0.1:1/{user.email}"}}]}}
            """);
        await using var server = await RunningServer.StartAsync(("PostLogin:FlowFile", flow.Path));
        var line = new CommandLine();
        Assert.Equal(3, await line.RunAsync("login", "auth0", "--url", server.Address.ToString(), "--json"));
        Assert.Equal(JsonValueKind.Null, line.Document.GetProperty("tokens").GetProperty("idToken").ValueKind);
    }

    [Fact]
    public async Task An_event_of_ones_own_is_played()
    {
        using var file = new TemporaryFile("""{"tenant":{"id":"other"},"user":{"user_id":"auth0|zoe","email":"zoe@contoso.example","app_metadata":{"roles":["premium"]}}}""");
        await using var server = await PremiumOnlyAsync();
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("login", "auth0", "--event", file.Path, "--url", server.Address.ToString(), "--json"));
        var token = line.Document.GetProperty("tokens").GetProperty("idToken");
        Assert.Equal(("auth0|zoe", true), (token.GetProperty("sub").GetString(), token.GetProperty("https://actions.example/premium").GetBoolean()));
    }

    [Fact]
    public async Task A_raw_body_is_sent_unchanged_and_its_refusal_is_4()
    {
        using var file = new TemporaryFile("no JSON at all");
        await using var server = await PremiumOnlyAsync();
        var line = new CommandLine();
        Assert.Equal(4, await line.RunAsync("login", "auth0", "--raw", file.Path, "--url", server.Address.ToString(), "--json"));
        Assert.Equal("no JSON at all", line.Document.GetProperty("request").GetProperty("body").GetString());
        Assert.Equal(400, line.Document.GetProperty("response").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_answer_after_the_providers_deadline_is_4()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var clock = new ManualTimeProvider();
        var line = new CommandLine(clock);
        var login = line.RunAsync("login", "auth0", "--url", $"http://{silent.LocalEndpoint}", "--json");
        using var connection = await silent.AcceptTcpClientAsync();
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(4, await login);
        Assert.Equal(JsonValueKind.Null, line.Document.GetProperty("response").ValueKind);
        Assert.Contains("late", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_4()
    {
        var line = new CommandLine();
        Assert.Equal(4, await line.RunAsync("login", "auth0", "--url", "http://127.0.0.1:1"));
        Assert.Contains("rejected", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_4()
    {
        await using var server = await RunningServer.StartAsync(("IdentityProviders:Auth0:SigningSecrets:0", "whsec_" + Convert.ToBase64String(new byte[32])));
        Assert.Equal(4, await new CommandLine().RunAsync("login", "auth0", "--url", server.Address.ToString()));
    }

    private static async Task<ActionsFunctions.Local.Hosting.LocalServer> PremiumOnlyAsync()
    {
        using var flow = new TemporaryFile("""{"PostLogin":{"Actions":[{"Name":"premium-flag"}]}}""");
        return await RunningServer.StartAsync(("PostLogin:FlowFile", flow.Path));
    }
}
