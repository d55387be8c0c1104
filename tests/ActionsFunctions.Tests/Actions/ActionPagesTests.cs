using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Local;

namespace ActionsFunctions.Tests.Actions;

/// <summary>What holds for every page under docs/actions, those to come included.</summary>
public sealed class ActionPagesTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "actions.schema.json")));

    public static TheoryData<string> Types => [.. ActionPage.Types];

    [Fact]
    public void There_are_pages() => Assert.True(ActionPage.Types.Count >= 6);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_page_explains_every_setting_and_no_other(string type)
    {
        var known = Schema.GetProperty("$defs").GetProperty("settings").GetProperty(type).GetProperty("properties").EnumerateObject().Select(setting => setting.Name);
        Assert.Equal(known.Order(StringComparer.Ordinal), new ActionPage(type).Settings.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_entry_of_a_page_starts_in_production_as_it_is(string type)
    {
        using var flow = new TemporaryFile($$"""{ "PostLogin": { "Actions": [ {{new ActionPage(type).Entry}} ] } }""");
        var settings = AppConfiguration.Build(AppContext.BaseDirectory,
        [
            new("PostLogin:FlowFile", flow.Path), new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret), new("KeyVault:VaultUri", "https://contoso.vault.azure.net"),
        ]);
        await using var app = WebhookApp.Create(settings, new());
        Assert.Equal(type, settings["PostLogin:Actions:0:Name"]);
    }
}
