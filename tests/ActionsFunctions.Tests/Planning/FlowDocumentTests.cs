using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Answering;
using ActionsFunctions.Planning;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning;

/// <summary>The flow in canonical form, which its hash is made of: whatever a flow file can say is in it, and secrets are not.</summary>
public sealed class FlowDocumentTests
{
    private const string Claim = "https://x.example/tier";

    private static readonly ActionType Echo = new("echo", settings =>
    {
        settings.Reader.Text("Text");
        settings.Reader.Text("Beside");
        settings.Secret(settings.Reader, "Password");
        return InlineAction.Of((_, _) => { });
    });

    [Fact]
    public async Task Everything_that_an_entry_says_is_written_with_defaults_filled_in()
    {
        await using var app = App(
            "0:Name=first",
            "0:Type=echo",
            "0:Settings:Text=a",
            "0:Settings:Password=1234",
            "0:Settings:Beside=b",
            "0:Timeout=00:00:01.500",
            "0:OnFailure=default",
            $"0:DefaultClaims:0:Name={Claim}",
            "0:DefaultClaims:0:Value=[\"a\",1]",
            "0:DefaultClaims:0:Tokens=id",
            "0:FreshFor=00:01:00",
            "0:StaleFor=12:00:00",
            "0:Secrets:zeta=1",
            "0:Secrets:ALPHA=2",
            "0:When:Clients:0=spa",
            "1:Name=second",
            "1:Type=echo",
            "1:After:0=first",
            "1:RequireAfter=true",
            "2:Name=third",
            "2:Type=echo",
            "2:Shadow=true",
            "2:ShadowOf=second");
        var bare = SettingsHash("echo");
        var first = SettingsHash("echo", "BESIDE", "b", "PASSWORD", "", "TEXT", "a");
        var expected = $$"""
            [{"name":"first","type":"echo","after":[],"requireAfter":false,"when":"client in [\"spa\"]","shadow":false,"shadowOf":null,"timeout":"00:00:01.5000000","onFailure":"Default",
            "defaultClaims":[{"method":"idToken.setCustomClaim","args":["{{Claim}}",["a",1]]}],"freshFor":"00:01:00","staleFor":"12:00:00","secrets":["ALPHA","zeta"],"settings":"{{first}}"},
            {"name":"second","type":"echo","after":["first"],"requireAfter":true,"when":null,"shadow":false,"shadowOf":null,"timeout":null,"onFailure":"Continue",
            "defaultClaims":[],"freshFor":null,"staleFor":null,"secrets":[],"settings":"{{bare}}"},
            {"name":"third","type":"echo","after":[],"requireAfter":false,"when":null,"shadow":true,"shadowOf":"second","timeout":null,"onFailure":"Continue",
            "defaultClaims":[],"freshFor":null,"staleFor":null,"secrets":[],"settings":"{{bare}}"}]
            """.ReplaceLineEndings("");
        var document = Written(app.App.Flow);
        Assert.Equal(expected, document);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)))[..12], app.App.Flow.Hash);
    }

    [Fact]
    public async Task The_hash_for_kept_answers_knows_the_secrets_too_and_keys_in_any_case_and_order()
    {
        await using var app = App("0:Name=echo", "0:Settings:PASSWORD=1234", "0:Settings:text=a");
        await using var bare = App("0:Name=echo");
        var entry = Assert.Single(app.App.Flow.Actions);
        Assert.Equal(SettingsHash("echo", "PASSWORD", "1234", "TEXT", "a"), entry.SettingsHash);
        Assert.Equal(SettingsHash("echo", "PASSWORD", "", "TEXT", "a"), entry.PublicSettingsHash);
        Assert.Equal(SettingsHash("echo"), Assert.Single(bare.App.Flow.Actions).SettingsHash);
    }

    [Fact]
    public async Task The_words_of_a_flow_are_its_texts_and_their_parts_without_secrets()
    {
        await using var app = App(
            "0:Name=first",
            "0:Type=echo",
            "0:Settings:Text=https://h/{user.email}?a=b&c[\"d\",e]",
            "0:Settings:Password=1234",
            "0:Secrets:KEY=5678");
        string[] expected = ["https://h/{user.email}?a=b&c[\"d\",e]", "https:", "h", "user", "email", "a", "b", "c", "d", "e", "first", "echo"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), app.App.Flow.Words.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("client in [\"a\", \"b\"]", "Clients:0=a", "Clients:1=b")]
    [InlineData("organization in [\"o\"] and connection in [\"c\"] and protocol in [\"p\"]", "Protocols:0=p", "Connections:0=c", "Organizations:0=o")]
    [InlineData("login in [\"interactive\", \"silent\", \"refresh-token\"]", "Logins:0=interactive", "Logins:1=silent", "Logins:2=refresh-token")]
    [InlineData("/user/a in [\"x\", 2, true]", "Paths:0:Path=/user/a", "Paths:0:In:0=\"x\"", "Paths:0:In:1=2", "Paths:0:In:2=true")]
    [InlineData("/user/a exists and /user/b does not exist", "Paths:0:Path=/user/a", "Paths:0:Exists=true", "Paths:1:Path=/user/b", "Paths:1:Exists=false")]
    [InlineData("(client in [\"a\"])", "Any:0:Clients:0=a")]
    [InlineData("(client in [\"a\"] and protocol in [\"p\"])", "Any:0:Clients:0=a", "Any:0:Protocols:0=p")]
    [InlineData("((client in [\"a\"] and protocol in [\"p\"]) or client in [\"b\"])", "Any:0:Clients:0=a", "Any:0:Protocols:0=p", "Any:1:Clients:0=b")]
    [InlineData("client in [\"a\"] and not (protocol in [\"p\"])", "Clients:0=a", "Not:Protocols:0=p")]
    public async Task A_condition_is_written_in_words(string words, params string[] when)
    {
        await using var app = App(["0:Name=echo", .. when.Select(setting => "0:When:" + setting)]);
        Assert.Equal(words, Assert.Single(app.App.Flow.Actions).When?.ToString());
    }

    [Fact]
    public async Task An_entry_alone_has_nothing_that_belongs_to_its_flow()
    {
        await using var app = App("0:Name=first", "0:Type=echo", "1:Name=second", "1:Type=echo", "1:After:0=first", "1:RequireAfter=true", "1:When:Clients:0=a", "1:OnFailure=deny", "1:Timeout=00:00:01", "2:Name=third", "2:Type=echo", "2:Shadow=true", "2:ShadowOf=second");
        foreach (var entry in app.App.Flow.Actions)
        {
            var alone = Assert.Single(FlowPlan.Alone(entry).Actions);
            Assert.Equal(
                (0, entry.Name, "echo", false, null, false, null, OnFailure.Continue, entry.Timeout),
                (alone.Index, alone.Name, alone.Type, alone.RequireAfter, alone.When, alone.Shadow, alone.ShadowOf, alone.OnFailure, alone.Timeout));
            Assert.Equal((0, 0), (alone.After.Count, alone.Sees.Count));
        }
    }

    [Fact]
    public async Task An_entry_is_found_by_its_name_and_nothing_by_none()
    {
        await using var app = App("0:Name=first", "0:Type=echo", "1:Name=second", "1:Type=echo");
        Assert.Equal("second", app.App.Flow.Find("second")?.Name);
        Assert.Null(app.App.Flow.Find("Second"));
        Assert.Null(app.App.Flow.Find(null));
        Assert.Equal("", new FlowPlan([]).Hash);
    }

    private static string Written(FlowPlan plan) => Encoding.UTF8.GetString(JsonBody.Write(plan, static (json, flow) => FlowDocument.Write(json, flow)).Span);

    // Each text led by its length in bytes, four bytes with the least first.
    private static string SettingsHash(params string[] texts)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts.Select(Encoding.UTF8.GetBytes))
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    private static TestApp App(params string[] settings) =>
        new(settings.Select(setting => setting.Split('=', 2)).Select(pair => new KeyValuePair<string, string?>("PostLogin:Actions:" + pair[0], pair[1])), Echo);
}
