using ActionsFunctions.Actions;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning;

/// <summary>Every mistake in a flow stops the start, and all are reported together with their keys.</summary>
public sealed class FlowSettingsTests
{
    private static readonly ActionType Echo = new("echo", settings =>
    {
        settings.ClaimName("Claim", "https://app.example/echo", ActionsFunctions.Model.Tokens.Both);
        return InlineAction.Of((_, _) => { });
    });

    [Theory]
    [InlineData("Actions:0:Name", "", "Actions:0:Name")]
    [InlineData("Actions:0:Name", "has space", "Actions:0:Name")]
    [InlineData("Actions:1:Name", "second\n", "Actions:1:Name")]
    [InlineData("Version", "1.0\n", "Version")]
    [InlineData("Actions:0:Type", "unknown", "Actions:0:Type")]
    [InlineData("Actions:0:Timeout", "5", "Actions:0:Timeout")]
    [InlineData("Actions:0:Timeout", "00:00:00", "Actions:0:Timeout")]
    [InlineData("Actions:0:Timeout", "-00:00:01", "Actions:0:Timeout")]
    [InlineData("Actions:0:FreshFor", "1.00:00:00", "Actions:0:FreshFor")]
    [InlineData("Actions:0:OnFailure", "explode", "Actions:0:OnFailure")]
    [InlineData("Actions:0:OnFailure", "default", "Actions:0:DefaultClaims")]
    [InlineData("Actions:0:OnFailure", "stale", "Actions:0:StaleFor")]
    [InlineData("Actions:0:RequireAfter", "maybe", "Actions:0:RequireAfter")]
    [InlineData("Actions:0:RequireAfter", "true", "Actions:0:RequireAfter")]
    [InlineData("Actions:0:After:0", "echo", "Actions:0:After:0")]
    [InlineData("Actions:0:After:0", "second", "Actions:0:After:0")]
    [InlineData("Actions:1:After:0", "nobody", "Actions:1:After:0")]
    [InlineData("Actions:1:Name", "echo", "Actions:1:Name")]
    [InlineData("Actions:0:Timout", "00:00:01", "Actions:0:Timout")]
    [InlineData("Actions:0:Settings:Clam", "x", "Actions:0:Settings:Clam")]
    [InlineData("Actions:0:Settings:Claim", "groups", "Actions:0:Settings:Claim")]
    [InlineData("Actions:0:Settings:Claim", "https://tenant.auth0.com/x", "Actions:0:Settings:Claim")]
    [InlineData("Actions:first:Name", "echo", "Actions:first")]
    [InlineData("Budgets:Auth0", "5", "Budgets:Auth0")]
    [InlineData("Budgets:Auth0", "00:00:00", "Budgets:Auth0")]
    [InlineData("Budgets:Nobody", "00:00:01", "Budgets:Nobody")]
    [InlineData("MaxRequestBytes", "0", "MaxRequestBytes")]
    [InlineData("Unsupported", "shout", "Unsupported")]
    [InlineData("Actionz:0:Name", "echo", "Actionz")]
    public void A_mistake_stops_the_start_and_names_its_key(string key, string value, string named)
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => App((key, value)));
        Assert.Contains(fault.Faults, found => found.Key == "PostLogin:" + named);
    }

    [Theory]
    [InlineData("00:00:00.7", 0.7)]
    [InlineData("23:59:59", 86399)]
    [InlineData("24:00:00", 86400)]
    [InlineData("168:00:00.5", 604800.5)]
    public async Task A_duration_counts_hours_beyond_a_day(string text, double seconds)
    {
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "echo"), new("PostLogin:Actions:0:FreshFor", text)], Echo);
        Assert.Equal(TimeSpan.FromSeconds(seconds), app.App.Flow.Actions[0].FreshFor);
    }

    [Theory]
    [InlineData("1000:00:00")]
    [InlineData("1:00:00")]
    [InlineData("00:60:00")]
    [InlineData(" 01:00:00")]
    [InlineData("-01:00:00")]
    [InlineData("::")]
    public void Anything_else_is_no_duration(string text)
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => App(("Actions:0:FreshFor", text)));
        Assert.Equal("PostLogin:Actions:0:FreshFor", Assert.Single(fault.Faults).Key);
    }

    [Theory]
    [InlineData("gold")]
    [InlineData("True")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1,]")]
    public void A_configured_claim_value_is_strict_JSON_text(string value)
    {
        var fault = Assert.Throws<InvalidSettingsException>(() =>
            App(("Actions:0:OnFailure", "default"), ("Actions:0:DefaultClaims:0:Name", "tier"), ("Actions:0:DefaultClaims:0:Value", value)));
        Assert.Equal("PostLogin:Actions:0:DefaultClaims:0:Value", Assert.Single(fault.Faults, found => found.Key.Contains("Value", StringComparison.Ordinal)).Key);
    }

    [Fact]
    public void All_mistakes_are_reported_together()
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => App(("Actions:0:Timeout", "5"), ("Actions:1:OnFailure", "explode"), ("MaxRequestBytes", "x")));
        Assert.Equal(
            ["PostLogin:Actions:0:Timeout", "PostLogin:Actions:1:OnFailure", "PostLogin:MaxRequestBytes"],
            fault.Faults.Select(found => found.Key).Order(StringComparer.Ordinal));
        Assert.All(fault.Faults, found => Assert.Contains($"{found.Key}: {found.Message}", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configured_provider_without_credentials_does_not_start()
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => new TestApp([new("IdentityProviders:Auth0:SigningSecrets:0", "")]));
        Assert.Contains(fault.Faults, found => found.Key.StartsWith("IdentityProviders:Auth0:SigningSecrets", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_provider_is_a_mistake()
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => new TestApp([new("IdentityProviders:Auht0:SigningSecrets:0", TestApp.Secret)]));
        Assert.Equal("IdentityProviders:Auht0", Assert.Single(fault.Faults).Key);
    }

    [Fact]
    public async Task A_flow_is_read_with_its_types_order_dependencies_and_limits()
    {
        await using var app = App(
            ("Actions:1:Type", "echo"), ("Actions:1:After:0", "echo"), ("Actions:1:RequireAfter", "true"), ("Actions:1:Timeout", "00:00:00.250"),
            ("Actions:2:Name", "third"), ("Actions:2:Type", "echo"), ("Actions:2:After:0", "second"));
        var entries = app.App.Flow.Actions;
        Assert.Equal(["echo", "second", "third"], entries.Select(entry => entry.Name));
        Assert.Equal([0, 1], entries[2].Sees);
        Assert.Equal(TimeSpan.FromMilliseconds(250), entries[1].Timeout);
        Assert.True(entries[1].RequireAfter);
    }

    private static TestApp App(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["PostLogin:Actions:0:Name"] = "echo",
            ["PostLogin:Actions:1:Name"] = "second",
            ["PostLogin:Actions:1:Type"] = "echo",
        };
        foreach (var (key, value) in settings)
            all["PostLogin:" + key] = value;
        return new(all, Echo);
    }
}
