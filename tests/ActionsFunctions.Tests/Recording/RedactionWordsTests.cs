using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Recording;

namespace ActionsFunctions.Tests.Recording;

/// <summary>The list of what stays in clear, word by word, and the form of what does not.</summary>
public sealed class RedactionWordsTests
{
    private const string Names =
        "@odata.context @odata.nextLink @odata.type actions args claims code commands decision denial diagnostics displayName error groups id method outcome reason securityEnabled type value";

    private const string Texts =
        "oidc-basic-profile oidc-implicit-profile oidc-hybrid-profile oauth2-refresh-token oauth2-password oauth2-device-code samlp wsfed none login consent select_account code token id_token "
        + "query fragment form_post openid profile email offline_access pwd mfa otp federated passkey auth0 waad google-oauth2 GET POST continue deny succeeded skipped failed timed-out "
        + "#microsoft.graph.group Request_ResourceNotFound premium idToken.setCustomClaim access.deny";

    private static readonly Redaction Redaction = new(Pseudonyms.Of("key"), new HashSet<string>(StringComparer.Ordinal) { "finance" });

    [Fact]
    public void Documented_names_stay_and_others_become_pseudonyms() => AssertKept(Names.Split(' '), name => $$"""{"{{name}}":null}""");

    [Fact]
    public void Words_of_documented_vocabularies_stay_and_others_become_pseudonyms() => AssertKept(Texts.Split(' '), text => $"[\"{text}\"]");

    [Fact]
    public void A_document_keeps_its_shape_and_nothing_else()
    {
        const string Before =
            """
            {"user":{"user_id":"ada","email":"","finance":"finance","Finance":["Finance",true,null,12,[1.50]]},"stats":{"logins_count":7,"x":{"logins_count":[7,"7"]}},
             "error":{"code":"Request_ResourceNotFound","logins_count":{"id":7}}}
            """;
        var after = $$$$"""
            {"user":{"user_id":"{{{{Name("ada")}}}}","email":"","finance":"finance","{{{{Name("Finance")}}}}":["{{{{Name("Finance")}}}}",true,null,{{{{Number("12")}}}},[{{{{Number("1.50")}}}}]]},
            "stats":{"logins_count":7,"{{{{Name("x")}}}}":{"logins_count":[{{{{Number("7")}}}},"{{{{Name("7")}}}}"]}},
            "error":{"code":"Request_ResourceNotFound","logins_count":{"id":{{{{Number("7")}}}}}}}
            """;
        Assert.Equal(after.ReplaceLineEndings(""), Redaction.Of(JsonElement.Parse(Before)).GetRawText());
    }

    [Theory]
    [InlineData("https://graph.example/users/ada", true)]
    [InlineData("https://graph.example", true)]
    [InlineData("https://GRAPH.example:443/x", true)]
    [InlineData("http://graph.example/users/ada", false)]
    [InlineData("https://graph.example:8443/users/ada", false)]
    [InlineData("https://graph.example.evil.example/", false)]
    [InlineData("/users/ada", false)]
    public void A_link_leads_back_where_it_has_the_origin_of_the_upstream(string link, bool back)
    {
        var json = JsonElement.Parse($"[\"{link}\"]");
        Assert.Equal($"[\"{(back ? "https://recorded.invalid/" : "")}{Name(link)}\"]", Redaction.Of(json, new("https://graph.example/v1.0/users?x=1")).GetRawText());
        Assert.Equal($"[\"{Name(link)}\"]", Redaction.Of(json).GetRawText());
    }

    [Fact]
    public void A_pseudonym_is_96_bits_of_an_HMAC_under_the_hashed_secret()
    {
        var pseudonyms = Pseudonyms.Of("key");
        Assert.Equal((Name("ada"), Number("12")), (pseudonyms.For("ada"), pseudonyms.ForNumber("12")));
        Assert.Equal(26, pseudonyms.For("ada").Length);
    }

    private static void AssertKept(string[] words, Func<string, string> json)
    {
        Assert.All(words, word => Assert.Equal(json(word), Redaction.Of(JsonElement.Parse(json(word))).GetRawText()));
        Assert.All(words, word => Assert.Equal(json(Name(word + "-")), Redaction.Of(JsonElement.Parse(json(word + "-"))).GetRawText()));
    }

    private static byte[] Mac(string text) => HMACSHA256.HashData(SHA256.HashData(Encoding.UTF8.GetBytes("key")), Encoding.UTF8.GetBytes(text));

    private static string Name(string text) => $"p-{Convert.ToHexString(Mac(text)).ToLowerInvariant()[..24]}";

    private static long Number(string text) => BinaryPrimitives.ReadUInt16LittleEndian(Mac(text));
}
