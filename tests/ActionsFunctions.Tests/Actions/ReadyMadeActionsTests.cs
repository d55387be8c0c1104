using System.Text.Json;
using ActionsFunctions.Tests.Local;
using ActionsFunctions.Tests.Local.Commands;

namespace ActionsFunctions.Tests.Actions;

/// <summary>The entries of the pages under docs/actions, all in one flow, as a newcomer plays them: through the real server and the real tenant.</summary>
public sealed class ReadyMadeActionsTests
{
    [Fact]
    public async Task The_people_of_the_tenant_get_what_the_pages_promise()
    {
        using var flow = new TemporaryFile($$"""{ "PostLogin": { "Actions": [ {{string.Join(',', ActionPage.Types.Select(type => new ActionPage(type).Entry))}} ] } }""");
        await using var server = await RunningServer.StartAsync(("PostLogin:FlowFile", flow.Path));
        await server.WarmUp;

        var ada = await PlayAsync(server.Address, 0, "ada");
        Assert.Equal("""["approver","reader"]""", Access(ada, "https://actions.example/roles"));
        Assert.Equal("high AT", $"{Text(ada, "https://contoso.example/login_confidence")} {Text(ada, "https://contoso.example/login_country")}");
        Assert.Equal("desktop", ada.GetProperty("tokens").GetProperty("idToken").GetProperty("https://contoso.example/device").GetString());

        var tom = await PlayAsync(server.Address, 0, "tom");
        Assert.Equal("""["org_contosoretail","org_contosowholesale"]""", SetBy(tom, "https://actions.example/organizations"));
        Assert.Equal("https://terms.contoso.example/accept", Command(tom, "redirect.sendUserTo")?.GetProperty("args")[0].GetString());

        Assert.Equal("true", SetBy(await PlayAsync(server.Address, 0, "noa"), "https://contoso.example/first_login"));

        var eve = await PlayAsync(server.Address, 3, "eve");
        Assert.Equal("Invoice C-1005/7 is overdue.", eve.GetProperty("response").GetProperty("body").GetProperty("denial").GetProperty("reason").GetString());
    }

    private static async Task<JsonElement> PlayAsync(Uri server, int exitCode, string name)
    {
        var line = new CommandLine();
        Assert.Equal((name, exitCode), (name, await line.RunAsync("login", "auth0", "--user", name, "--url", server.ToString(), "--json")));
        return line.Document;
    }

    private static string Access(JsonElement login, string claim) => login.GetProperty("tokens").GetProperty("accessToken").GetProperty(claim).GetRawText();

    private static string? Text(JsonElement login, string claim) => login.GetProperty("tokens").GetProperty("accessToken").GetProperty(claim).GetString();

    private static string? SetBy(JsonElement login, string claim) => Commands(login)
        .Where(command => command.GetProperty("method").GetString() == "idToken.setCustomClaim" && command.GetProperty("args")[0].GetString() == claim)
        .Select(command => command.GetProperty("args")[1].GetRawText()).FirstOrDefault();

    private static JsonElement? Command(JsonElement login, string method) =>
        Commands(login).Where(command => command.GetProperty("method").GetString() == method).Select(command => (JsonElement?)command).FirstOrDefault();

    private static JsonElement.ArrayEnumerator Commands(JsonElement login) => login.GetProperty("response").GetProperty("body").GetProperty("commands").EnumerateArray();
}
