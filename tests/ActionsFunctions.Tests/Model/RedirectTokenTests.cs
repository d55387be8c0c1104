using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>The tokens of a redirect: what goes out, and everything that must not come back in.</summary>
public sealed class RedirectTokenTests
{
    private const string Secret = "a secret shared with the other side";
    private const string Login = """{"user":{"user_id":"auth0|1"},"request":{"ip":"203.0.113.7","hostname":"tenant.example","query":{}}}""";

    // 2030-01-01T00:00:00Z, the start of the manual clock.
    private const long Now = 1_893_456_000;

    [Fact]
    public void A_token_says_who_the_user_is_for_15_minutes()
    {
        var token = new ApiUnderTest(Login).Api.Redirect.EncodeToken(Secret, new Dictionary<string, ClaimValue> { ["step"] = 2 });
        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", Part(token, 0));
        Assert.Equal($$"""{"iat":{{Now}},"iss":"tenant.example","sub":"auth0|1","exp":{{Now + 900}},"ip":"203.0.113.7","step":2}""", Part(token, 1));
        Assert.Equal(Sign(token[..token.LastIndexOf('.')], Secret), token[(token.LastIndexOf('.') + 1)..]);
    }

    [Theory]
    [InlineData("iat")]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("exp")]
    [InlineData("ip")]
    public void A_payload_replaces_a_standard_claim_only_where_asked(string name)
    {
        var redirect = new ApiUnderTest(Login).Api.Redirect;
        var payload = new Dictionary<string, ClaimValue> { [name] = "replaced" };
        Assert.Throws<ArgumentException>(() => redirect.EncodeToken(Secret, payload));
        Assert.Contains($"\"{name}\":\"replaced\"", Part(redirect.EncodeToken(Secret, payload, mayReplaceStandardClaims: true), 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_needs_a_user_a_secret_and_a_life()
    {
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.Redirect.EncodeToken(Secret));
        Assert.Throws<ArgumentException>(() => new ApiUnderTest(Login).Api.Redirect.EncodeToken(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApiUnderTest(Login).Api.Redirect.EncodeToken(Secret, expiresInSeconds: 0));
    }

    [Fact]
    public void The_answer_of_the_other_side_is_read()
    {
        var claims = Validate(Token(Claims()));
        Assert.Equal("yes", claims.GetProperty("other").GetString());
    }

    [Fact]
    public void A_form_field_wins_over_the_query()
    {
        var login = $$$$"""{"user":{"user_id":"auth0|1"},"request":{"query":{"state":"s","session_token":"x.y.z"},"body":{"session_token":"{{{{Token(Claims())}}}}"}}}""";
        Assert.Equal("yes", new ApiUnderTest(login).Api.Redirect.ValidateToken(Secret).GetProperty("other").GetString());
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "another secret", Token(Claims(), secret: "another") },
        { "no algorithm", Token(Claims(), """{"alg":"none"}""") },
        { "no algorithm and no signature", Token(Claims(), """{"alg":"none"}""")[..^43] },
        { "another algorithm", Token(Claims(), """{"alg":"HS512"}""") },
        { "algorithm in another case", Token(Claims(), """{"alg":"hs256"}""") },
        { "a critical extension", Token(Claims(), """{"alg":"HS256","crit":["b64"],"b64":false}""") },
        { "another kind of token", Token(Claims(), """{"alg":"HS256","typ":"logout+jwt"}""") },
        { "a duplicate member", Token(Claims().Replace("\"other\"", "\"sub\"", StringComparison.Ordinal)) },
        { "another user", Token(Claims(sub: "auth0|2")) },
        { "no user", Token("""{"state":"s","exp":1893456060}""") },
        { "another transaction", Token(Claims(state: "other")) },
        { "no state", Token("""{"sub":"auth0|1","exp":1893456060}""") },
        { "expired this second", Token(Claims(exp: Now)) },
        { "no expiry", Token("""{"sub":"auth0|1","state":"s"}""") },
        { "expiry as text", Token("""{"sub":"auth0|1","state":"s","exp":"1893456060"}""") },
        { "not valid yet", Token("""{"sub":"auth0|1","state":"s","exp":1893456060,"nbf":1893456030}""") },
        { "issuer that is no text", Token("""{"sub":"auth0|1","state":"s","exp":1893456060,"iss":1}""") },
        { "claims that are a list", Token("[]") },
        { "padding in the signature", Token(Claims()) + "=" },
        { "a fourth part", Token(Claims()) + ".x" },
        { "two parts", "a.b" },
        { "nothing", "" },
        { "over 16 KiB", Token(Claims() + new string(' ', 16 * 1024)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_token_that_is_not_the_other_sides_answer_is_refused(string why, string token) =>
        Assert.False(string.IsNullOrEmpty(Assert.Throws<InvalidRedirectTokenException>(() => Validate(token)).Message), why);

    [Fact]
    public void A_missing_token_is_named_by_its_parameter()
    {
        var fault = Assert.Throws<InvalidRedirectTokenException>(() => new ApiUnderTest(Login).Api.Redirect.ValidateToken(Secret, "answer"));
        Assert.Contains("answer", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"request":{"query":{"prompt":"login"}},"transaction":{"protocol":"oidc-basic-profile"}}""", true)]
    [InlineData("""{"request":{"query":{"prompt":"none"}}}""", false)]
    [InlineData("""{"transaction":{"protocol":"oauth2-refresh-token"}}""", false)]
    [InlineData("""{"transaction":{"protocol":"oauth2-password"}}""", false)]
    [InlineData("""{"transaction":{"protocol":"oauth2-resource-owner"}}""", false)]
    [InlineData("""{"transaction":{"protocol":"oauth2-webauthn"}}""", false)]
    public void A_redirect_needs_a_browser_and_leave_to_interact(string login, bool can) =>
        Assert.Equal(can, new ApiUnderTest(login).Api.Redirect.CanRedirect);

    [Fact]
    public void A_redirect_needs_a_provider_that_can_do_it()
    {
        Assert.False(new ApiUnderTest(Login, honours: method => method != Command.SendUserTo).Api.Redirect.CanRedirect);
        Assert.True(new ApiUnderTest(Login, honours: method => method == Command.SendUserTo).Api.Redirect.CanRedirect);
    }

    private static JsonElement Validate(string token) =>
        new ApiUnderTest($$$$"""{"user":{"user_id":"auth0|1"},"request":{"query":{"state":"s","session_token":"{{{{token}}}}"}}}""").Api.Redirect.ValidateToken(Secret);

    private static string Claims(string sub = "auth0|1", string state = "s", long exp = Now + 60) =>
        $$"""{"sub":"{{sub}}","state":"{{state}}","exp":{{exp}},"iss":"https://form.example","other":"yes"}""";

    private static string Token(string claims, string header = """{"alg":"HS256","typ":"JWT"}""", string secret = Secret)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Sign(signed, secret)}";
    }

    private static string Sign(string signed, string secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));

    private static string Part(string token, int index) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[index]));
}
