using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

/// <summary>Which headers a token may have at all.</summary>
public sealed class JoseHeaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(""","typ":"JWT" """)]
    [InlineData(""","typ":"jwt" """)]
    [InlineData(""","typ":"at+jwt" """)]
    [InlineData(""","typ":"application/at+jwt" """)]
    [InlineData(""","typ":"Application/AT+JWT" """)]
    [InlineData(""","x5t":"AAAA","anything":[1]""")]
    public void A_header_of_an_access_token_is_read(string more) =>
        Assert.Equal(new JoseHeader("RS256", "k"), Read($$"""{"alg":"RS256","kid":"k"{{more}}}"""));

    [Theory]
    [InlineData("\"crit\":[]")]
    [InlineData("\"b64\":true")]
    [InlineData("\"jku\":null")]
    [InlineData("\"x5u\":\"\"")]
    [InlineData("\"jwk\":{}")]
    [InlineData("\"x5c\":[]")]
    [InlineData("\"cty\":\"JWT\"")]
    [InlineData("\"zip\":\"DEF\"")]
    [InlineData("\"typ\":\"\"")]
    [InlineData("\"typ\":null")]
    [InlineData("\"typ\":\"JWS\"")]
    [InlineData("\"typ\":\"dpop+jwt\"")]
    [InlineData("\"typ\":\"application/jwt\"")]
    public void A_member_that_changes_what_a_token_is_refuses_it(string member) => Assert.Null(Read($$"""{"alg":"RS256","kid":"k",{{member}}}"""));

    [Theory]
    [InlineData(1, true)]
    [InlineData(256, true)]
    [InlineData(0, false)]
    [InlineData(257, false)]
    public void A_key_id_has_1_to_256_characters(int length, bool isRead) =>
        Assert.Equal(isRead, Read($$"""{"alg":"ES256","kid":"{{new string('k', length)}}"}""") is not null);

    private static JoseHeader? Read(string json) => JoseHeader.Read(JsonElement.Parse(json));
}
