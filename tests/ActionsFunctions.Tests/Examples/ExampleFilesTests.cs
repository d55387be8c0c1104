using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Local;

namespace ActionsFunctions.Tests.Examples;

/// <summary>What holds for every folder under docs/examples, those to come included.</summary>
public sealed class ExampleFilesTests
{
    public static TheoryData<string> Names => [.. Example.Names];

    [Fact]
    public void There_is_an_example_of_every_source() =>
        Assert.StartsWith("abcde", string.Concat(Example.Names.Select(name => name[0]).Distinct()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_flow_starts_on_the_local_server_and_calls_this_machine_only(string name)
    {
        await using var server = await RunningServer.StartAsync(("PostLogin:FlowFile", new Example(name).Flow));
        foreach (var entry in server.Settings.GetSection("PostLogin:Actions").GetChildren())
        {
            Assert.StartsWith("http://127.0.0.1:", entry["Settings:Url"] ?? "http://127.0.0.1:", StringComparison.Ordinal);
            Assert.StartsWith("http://127.0.0.1:", entry["Settings:Auth:TokenEndpoint"] ?? "http://127.0.0.1:", StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_flow_starts_as_it_is_in_production(string name)
    {
        var settings = AppConfiguration.Build(AppContext.BaseDirectory,
        [
            new("PostLogin:FlowFile", new Example(name).Flow),
            new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret),
            new("KeyVault:VaultUri", "https://contoso.vault.azure.net"),
        ]);
        await using var app = WebhookApp.Create(settings, new());
        Assert.Single(settings.GetSection("PostLogin:Actions").GetChildren());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_has_what_Auth0_always_sends(string name)
    {
        var login = JsonElement.Parse(File.ReadAllBytes(new Example(name).Event));
        string[] expected = ["client", "connection", "request", "stats", "tenant", "transaction", "user"];
        Assert.Empty(expected.Except(login.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_page_names_the_command_of_its_own_files(string name) => Assert.Contains(
        $"\nPostLogin__FlowFile=docs/examples/{name}/flow.json dotnet run --project functions/ActionsFunctions.Local -- login auth0 --event docs/examples/{name}/event.json",
        new Example(name).Readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
