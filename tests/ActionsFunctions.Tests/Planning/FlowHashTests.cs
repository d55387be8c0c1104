using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning;

/// <summary>Every answer says which flow it came of.</summary>
public sealed class FlowHashTests
{
    private static readonly ActionType Echo = new("echo", settings =>
    {
        settings.Reader.Text("Text");
        settings.Secret(settings.Reader, "Password");
        return InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, "https://app.example/x", true));
    });

    private static readonly (string Key, string Value)[] Base = [("Actions:0:Name", "one"), ("Actions:0:Type", "echo"), ("Actions:0:Settings:Text", "a"), ("Actions:1:Name", "echo")];

    [Theory]
    [InlineData("Actions:0:Name", "uno")]
    [InlineData("Actions:0:Settings:Text", "b")]
    [InlineData("Actions:0:Timeout", "00:00:01")]
    [InlineData("Actions:0:OnFailure", "deny")]
    [InlineData("Actions:0:FreshFor", "00:00:01")]
    [InlineData("Actions:0:StaleFor", "00:00:01")]
    [InlineData("Actions:0:Secrets:KEY", "x")]
    [InlineData("Actions:0:Settings:Password", "set or not")]
    [InlineData("Actions:1:After:0", "one")]
    [InlineData("Actions:2:Name", "three", "Actions:2:Type", "echo")]
    public void A_flow_that_can_answer_differently_has_another_hash(params string[] change) =>
        Assert.NotEqual(HashOf(Base), HashOf([.. Base, .. change.Chunk(2).Select(pair => (pair[0], pair[1]))]));

    [Theory]
    [InlineData("Actions:0:OnFailure", "continue")]
    [InlineData("Actions:1:Type", "echo")]
    [InlineData("Actions:0:RequireAfter", "false")]
    [InlineData("Version", "7")]
    [InlineData("Budgets:Auth0", "00:00:01")]
    public void A_default_written_out_a_name_and_a_budget_change_no_hash(string key, string value) =>
        Assert.Equal(HashOf(Base), HashOf([.. Base, (key, value)]));

    [Fact]
    public void Secrets_cannot_be_guessed_from_the_hash()
    {
        Assert.Equal(HashOf([.. Base, ("Actions:0:Settings:Password", "1234")]), HashOf([.. Base, ("Actions:0:Settings:Password", "1235")]));
        Assert.Equal(HashOf([.. Base, ("Actions:0:Secrets:KEY", "1234")]), HashOf([.. Base, ("Actions:0:Secrets:KEY", "1235")]));
    }

    [Fact]
    public void The_hash_is_twelve_hex_digits() => Assert.Matches("^[0-9a-f]{12}$", HashOf(Base));

    [Theory]
    [InlineData("a\r\nSet-Cookie: b")]
    [InlineData("-7")]
    public void A_version_that_cannot_stand_in_a_header_stops_the_start(string version) =>
        Assert.Equal("PostLogin:Version", Assert.Single(Assert.Throws<InvalidSettingsException>(() => HashOf([.. Base, ("Version", version)])).Faults).Key);

    [Fact]
    public async Task A_login_is_answered_with_the_hash_and_the_version_in_headers()
    {
        await using var app = App([.. Base, ("Version", "2026-11")]);
        var headers = (await app.App.HandleAsync(app.Login(), CancellationToken.None)).Headers;
        Assert.Contains(new("x-flow-hash", app.App.Flow.Hash), headers);
        Assert.Contains(new("x-flow-version", "2026-11"), headers);
    }

    [Fact]
    public async Task Whoever_is_not_the_provider_is_told_neither()
    {
        await using var app = App([.. Base, ("Version", "2026-11")]);
        var answer = await app.App.HandleAsync(app.Login(secret: "whsec_" + Convert.ToBase64String(new byte[32])), CancellationToken.None);
        Assert.Equal(401, answer.Status);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("x-flow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_neutral_document_names_the_flow_where_it_states_a_version_and_is_as_ever_where_it_does_not()
    {
        await using var named = App([.. Base, ("Version", "7")]);
        await using var nameless = App(Base);
        var document = JsonElement.Parse((await named.SendAsync(named.Login())).Body);
        Assert.Equal($$"""{"version":"7","hash":"{{named.App.Flow.Hash}}"}""", document.GetProperty("flow").GetRawText());
        Assert.False(JsonElement.Parse((await nameless.SendAsync(nameless.Login())).Body).TryGetProperty("flow", out _));
    }

    private static string HashOf((string Key, string Value)[] settings) => App(settings).App.Flow.Hash;

    private static TestApp App((string Key, string Value)[] settings) =>
        new(settings.GroupBy(setting => setting.Key, StringComparer.Ordinal).Select(last => new KeyValuePair<string, string?>("PostLogin:" + last.Key, last.Last().Value)), Echo);
}
