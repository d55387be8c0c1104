using System.Text.Json;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.Local.Commands;

/// <summary>The first minute of a newcomer: one login of everybody, through the real server, the real actions and the real tenant.</summary>
public sealed class LoginTests
{
    private const string Namespace = "https://actions.example/";

    [Fact]
    public async Task Ada_gets_her_groups_her_profile_and_premium_in_both_tokens()
    {
        foreach (var token in Tokens(await PlayAsync("ada")))
        {
            Assert.Equal(3, token.GetProperty(Namespace + "groups").GetArrayLength());
            Assert.Equal("gold", token.GetProperty(Namespace + "profile").GetProperty("tier").GetString());
            Assert.True(token.GetProperty(Namespace + "premium").GetBoolean());
            Assert.Equal("auth0|ada", token.GetProperty("sub").GetString());
        }
    }

    [Fact]
    public async Task Bob_gets_no_groups_and_no_premium()
    {
        foreach (var token in Tokens(await PlayAsync("bob")))
        {
            Assert.Empty(token.TryGetProperty(Namespace + "groups", out var groups) ? groups.EnumerateArray() : default);
            Assert.False(token.TryGetProperty(Namespace + "premium", out _));
        }
    }

    [Fact]
    public async Task Mia_gets_all_her_250_groups_where_the_flow_lets_so_many_through()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var token in Tokens(await PlayAsync("mia", "--url", server.Address.ToString())))
            Assert.Equal(250, token.GetProperty(Namespace + "groups").GetArrayLength());
    }

    [Fact]
    public async Task Noa_whom_the_backend_does_not_know_logs_in_without_a_profile()
    {
        var document = await PlayAsync("noa");
        Assert.All(Tokens(document), token => Assert.False(token.TryGetProperty(Namespace + "profile", out _)));
        Assert.All(document.GetProperty("actions").EnumerateArray(), action => Assert.Equal("succeeded", action.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Eve_is_shown_as_blocked_in_her_profile()
    {
        foreach (var token in Tokens(await PlayAsync("eve")))
            Assert.Equal("blocked", token.GetProperty(Namespace + "profile").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Tom_logs_in_to_his_organization()
    {
        var document = await PlayAsync("tom");
        Assert.All(Tokens(document), token => Assert.Equal("org_contosoretail", token.GetProperty("org_id").GetString()));
        var login = document.GetProperty("request").GetProperty("body").GetProperty("event");
        Assert.Equal("org_contosoretail", login.GetProperty("user").GetProperty("app_metadata").GetProperty("organization_id").GetString());
    }

    [Fact]
    public async Task Reports_the_actions_in_listed_order()
    {
        var actions = (await PlayAsync("ada")).GetProperty("actions").EnumerateArray();
        Assert.Equal("graph-groups backend-profile premium-flag", string.Join(' ', actions.Select(action => action.GetProperty("name").GetString())));
    }

    [Fact]
    public async Task Json_is_one_document_of_request_response_tokens_and_actions()
    {
        var document = await PlayAsync("ada");
        Assert.Equal("request response tokens actions", Members(document));
        Assert.Equal("status headers body", Members(document.GetProperty("response")));
        Assert.Equal("idToken accessToken", Members(document.GetProperty("tokens")));
        Assert.Equal(200, document.GetProperty("response").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Every_provider_that_is_simulated_issues_tokens_to_ada_and_shows_what_each_action_took()
    {
        foreach (var simulator in ProviderSimulators.All)
        {
            var line = new CommandLine();
            Assert.Equal((simulator.Route, 0), (simulator.Route, await line.RunAsync("login", simulator.Route, "--json")));
            Assert.Equal(3, line.Document.GetProperty("actions").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_provider_that_makes_each_token_by_a_call_of_its_own_is_played_with_both()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("login", "zitadel", "--json"));
        Assert.All(Tokens(line.Document), token => Assert.Equal(3, token.GetProperty(Namespace + "groups").GetArrayLength()));
        Assert.Equal("function/preuserinfo", line.Document.GetProperty("request").GetProperty("body").GetProperty("function").GetString());
    }

    [Fact]
    public async Task People_read_the_verdict_the_tokens_and_what_each_action_took()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("login", "auth0"));
        Assert.Contains("tokens issued", line.Output, StringComparison.Ordinal);
        Assert.Matches(@"https://actions\.example/premium +true", line.Output);
        Assert.Matches(@"graph-groups +succeeded +[0-9.,]+ ms", line.Output);
        Assert.DoesNotContain('\e', line.Output);
    }

    private static async Task<JsonElement> PlayAsync(string name, params string[] more)
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync(["login", "auth0", "--user", name, "--json", .. more]));
        return line.Document;
    }

    private static JsonElement[] Tokens(JsonElement document) =>
        [document.GetProperty("tokens").GetProperty("idToken"), document.GetProperty("tokens").GetProperty("accessToken")];

    private static string Members(JsonElement json) => string.Join(' ', json.EnumerateObject().Select(member => member.Name));
}
