using System.Text.Json;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning;

/// <summary>The JSON schema that editors use and the reader that decides know the same keys.</summary>
public sealed class FlowSchemaTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "actions.schema.json")));

    [Theory]
    [InlineData("PostLogin", "properties/PostLogin")]
    [InlineData("PostLogin:Budgets", "properties/PostLogin/properties/Budgets")]
    [InlineData("PostLogin:Capture", "properties/PostLogin/properties/Capture")]
    [InlineData("PostLogin:Actions:0", "$defs/entry")]
    [InlineData("PostLogin:Actions:0:DefaultClaims:0", "$defs/entry/properties/DefaultClaims/items")]
    [InlineData("PostLogin:Actions:0:When", "$defs/condition")]
    [InlineData("PostLogin:Actions:0:When:Any:0", "$defs/tests")]
    [InlineData("PostLogin:Actions:0:When:Not", "$defs/tests")]
    [InlineData("PostLogin:Actions:0:When:Paths:0", "$defs/tests/properties/Paths/items")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/graph-groups", "graph-groups")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/backend-profile", "backend-profile")]
    [InlineData("PostLogin:Actions:0:Settings:Claims:0", "$defs/settings/backend-profile/properties/Claims/items", "backend-profile")]
    [InlineData("PostLogin:Actions:0:Settings:Auth", "$defs/settings/backend-profile/properties/Auth", "backend-profile")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/premium-flag", "premium-flag")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/event-claims", "event-claims")]
    [InlineData("PostLogin:Actions:0:Settings:Claims:0", "$defs/settings/event-claims/properties/Claims/items", "event-claims")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/remote", "remote")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/app-roles", "app-roles")]
    [InlineData("PostLogin:Actions:0:Settings:Roles:0", "$defs/settings/app-roles/properties/Roles/items", "app-roles")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/organization-memberships", "organization-memberships")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/account-status", "account-status")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/terms-of-service", "terms-of-service")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/login-counter", "login-counter")]
    [InlineData("PostLogin:Actions:0:Settings", "$defs/settings/risk-signals", "risk-signals")]
    [InlineData("PostLogin:Actions:0:Settings:Claims:0", "$defs/settings/risk-signals/properties/Claims/items", "risk-signals")]
    public void Every_key_of_the_reader_is_in_the_schema_and_the_other_way_round(string section, string inSchema, string type = "premium-flag")
    {
        var node = inSchema.Split('/').Aggregate(Schema, (json, name) => json.GetProperty(name));
        Assert.False(node.GetProperty("additionalProperties").GetBoolean());
        var described = node.GetProperty("properties").EnumerateObject().Select(member => member.Name);
        Assert.Equal(KeysOf(section, type), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_action_type_has_its_settings_in_the_schema()
    {
        var described = Schema.GetProperty("$defs").GetProperty("settings").EnumerateObject().Select(member => member.Name);
        Assert.Equal(ActionsFunctions.Generated.ActionTypes.All.Select(type => type.Name).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_shipped_flow_names_the_schema() =>
        Assert.Equal("./actions.schema.json", JsonElement.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "actions.json"))).GetProperty("$schema").GetString());

    // A key that nobody knows is answered with those that are known.
    private static IEnumerable<string> KeysOf(string section, string type)
    {
        KeyValuePair<string, string?>[] flow = [new("PostLogin:Actions:0:Name", type), new(section + ":Zz", "1")];
        var faults = Assert.Throws<InvalidSettingsException>(() => new TestApp(flow, [.. ActionsFunctions.Generated.ActionTypes.All])).Faults;
        var fault = Assert.Single(faults, fault => fault.Key == section + ":Zz");
        return fault.Message.Split("known here: ")[1].Split(", ").Order(StringComparer.Ordinal);
    }
}
