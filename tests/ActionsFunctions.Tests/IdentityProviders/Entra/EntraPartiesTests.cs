using System.Text;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Entra;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>Whose tokens count: what each claim about the parties must say.</summary>
public sealed class EntraPartiesTests
{
    private const string Issuer = "https://login.microsoftonline.com/t/v2.0";

    private static readonly EntraCaller Caller = new(new("t", "api", new Uri("https://login.example/metadata"), ["first", "second"], OnDeny.Fail));

    [Fact]
    public void The_token_to_rehearse_with_has_what_every_token_has_and_is_for_these_parties()
    {
        var sample = Caller.Sample(Issuer, DateTimeOffset.FromUnixTimeSeconds(1_893_456_000));

        Assert.Equal(
            """{"ver":"2.0","iss":"https://login.microsoftonline.com/t/v2.0","aud":"api","tid":"t","azp":"first","nbf":1893456000,"exp":1893456060}""",
            Encoding.UTF8.GetString(sample.Span));
        Assert.True(Caller.Accepts(JsonElement.Parse(sample.Span)));
        Assert.True(Caller.IsIssuedBy(JsonElement.Parse(sample.Span), Issuer));
    }

    [Theory]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"t","azp":"first"}""", true)]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"t","azp":"second"}""", true)]
    [InlineData("""{"ver":"1.0","aud":"api","tid":"t","appid":"second"}""", true)]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"t","azp":"FIRST"}""", false)]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"t","appid":"first"}""", false)]
    [InlineData("""{"ver":"1.0","aud":"api","tid":"t","azp":"first"}""", false)]
    [InlineData("""{"ver":"3.0","aud":"api","tid":"t","azp":"first","appid":"first"}""", false)]
    [InlineData("""{"aud":"api","tid":"t","azp":"first","appid":"first"}""", false)]
    [InlineData("""{"ver":"2.0","aud":["api"],"tid":"t","azp":"first"}""", false)]
    [InlineData("""{"ver":"2.0","aud":"other","tid":"t","azp":"first"}""", false)]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"other","azp":"first"}""", false)]
    [InlineData("""{"ver":"2.0","tid":"t","azp":"first"}""", false)]
    [InlineData("""{"ver":"2.0","aud":"api","azp":"first"}""", false)]
    [InlineData("""{"ver":"2.0","aud":"api","tid":"t"}""", false)]
    public void Audience_tenant_and_the_caller_that_the_version_names_must_be_ours(string claims, bool accepted) => Assert.Equal(accepted, Caller.Accepts(JsonElement.Parse(claims)));

    [Theory]
    [InlineData("2.0", Issuer, Issuer, true)]
    [InlineData("2.0", "https://sts.windows.net/t/", Issuer, false)]
    [InlineData("1.0", "https://sts.windows.net/t/", Issuer, true)]
    [InlineData("1.0", Issuer, Issuer, false)]
    [InlineData("1.0", "https://sts.windows.net/other/", Issuer, false)]
    [InlineData("1.0", "https://sts.windows.net/t/", "https://sts.windows.net/t/", true)]
    [InlineData("1.0", "https://login.microsoftonline.us/t/", "https://login.microsoftonline.us/t/", true)]
    [InlineData("2.0", "https://login.microsoftonline.com/other/v2.0", Issuer, false)]
    public void A_token_of_version_1_has_the_issuer_of_its_version(string version, string issuer, string published, bool accepted) =>
        Assert.Equal(accepted, Caller.IsIssuedBy(JsonElement.Parse($$"""{"ver":"{{version}}","iss":"{{issuer}}"}"""), published));
}
