using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Tests.Local;
using ActionsFunctions.Tests.Local.Commands;

namespace ActionsFunctions.Tests.Examples;

/// <summary>One folder of docs/examples, played by the command line that its README names.</summary>
/// <param name="Name">The folder's name.</param>
internal sealed record Example(string Name)
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "docs", "examples");

    // What Auth0 puts in by itself, see the simulator.
    private static readonly HashSet<string> OwnClaims = new(
        ["iss", "sub", "aud", "iat", "exp", "sid", "org_id", "azp", "scope", "name", "nickname", "given_name", "family_name", "picture", "updated_at", "email", "email_verified"],
        StringComparer.Ordinal);

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public string Flow => Path.Combine(Root, Name, "flow.json");

    public string Event => Path.Combine(Root, Name, "event.json");

    public string Readme => File.ReadAllText(Path.Combine(Root, Name, "README.md"));

    /// <summary>Plays the login of the example's event, changed or as it is.</summary>
    public async Task<ExampleLogin> PlayAsync(Action<JsonObject>? change = null)
    {
        var login = JsonNode.Parse(await File.ReadAllTextAsync(Event))!.AsObject();
        change?.Invoke(login);
        using var file = new TemporaryFile(login.ToJsonString());
        await using var server = await RunningServer.StartAsync(("PostLogin:FlowFile", Flow));
        await server.WarmUp;
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("login", "auth0", "--event", file.Path, "--url", server.Address.ToString(), "--json"));
        var tokens = line.Document.GetProperty("tokens");
        var action = Assert.Single(line.Document.GetProperty("actions").EnumerateArray());
        return new(Custom(tokens.GetProperty("idToken")), Custom(tokens.GetProperty("accessToken")), action.GetProperty("outcome").GetString()!);
    }

    private static string Custom(JsonElement token) =>
        string.Join('\n', token.EnumerateObject().Where(claim => !OwnClaims.Contains(claim.Name)).Select(claim => $"{claim.Name} {claim.Value.GetRawText()}"));
}

/// <summary>What came of it.</summary>
/// <param name="IdToken">The custom claims of the ID token, a line each.</param>
/// <param name="AccessToken">Those of the access token.</param>
/// <param name="Outcome">What became of the action.</param>
internal sealed record ExampleLogin(string IdToken, string AccessToken, string Outcome)
{
    public static ExampleLogin WithoutClaims { get; } = new("", "", "succeeded");

    public static ExampleLogin Skipped { get; } = new("", "", "skipped");
}
