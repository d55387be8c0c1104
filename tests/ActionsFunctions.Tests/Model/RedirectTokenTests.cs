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
        var fault = Assert.Throws<ArgumentException>("payload", () => redirect.EncodeToken(Secret, payload));
        Assert.Equal($"The payload must not have the standard claim {name}. (Parameter 'payload')", fault.Message);
        Assert.Contains($"\"{name}\":\"replaced\"", Part(redirect.EncodeToken(Secret, payload, mayReplaceStandardClaims: true), 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_needs_a_user_a_secret_and_a_life()
    {
        Assert.Equal("A redirect token is about a user, and the login has none.", Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.Redirect.EncodeToken(Secret)).Message);
        Assert.Throws<ArgumentException>("secret", () => new ApiUnderTest(Login).Api.Redirect.ValidateToken(""));
        Assert.Contains($"\"exp\":{Now + 1},", Part(new ApiUnderTest(Login).Api.Redirect.EncodeToken(Secret, expiresInSeconds: 1), 1), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ApiUnderTest(Login).Api.Redirect.EncodeToken(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApiUnderTest(Login).Api.Redirect.EncodeToken(Secret, expiresInSeconds: 0));
    }

    [Fact]
    public void The_answer_of_the_other_side_is_read()
    {
        var claims = Validate(Token(Claims()));
        Assert.Equal("yes", claims.GetProperty("other").GetString());
    }

    [Theory]
    [InlineData("""{"user":{"user_id":"auth0|1"},"request":{"body":{"state":"s","session_token":"TOKEN"}}}""")]
    [InlineData("""{"user":{"user_id":"auth0|1"},"request":{"query":{"session_token":"TOKEN"}},"transaction":{"state":"s"}}""")]
    public void The_transactions_state_comes_back_in_a_form_or_is_the_logins_own(string login) =>
        Assert.Equal("yes", Validate(login, Token(Claims())).GetProperty("other").GetString());

    [Theory]
    [InlineData("""{"user":{"user_id":"auth0|1"},"request":{"query":{"session_token":"TOKEN"}}}""", "without a state")]
    [InlineData("""{"user":{"user_id":"auth0|1"},"request":{"query":{"state":"","session_token":"TOKEN"}}}""", "with an empty state")]
    [InlineData("""{"request":{"query":{"state":"s","session_token":"TOKEN"}}}""", "without a user")]
    [InlineData("""{"user":{"user_id":""},"request":{"query":{"state":"s","session_token":"TOKEN"}}}""", "of nobody")]
    public void A_login_that_a_token_could_not_be_about_takes_none(string login, string why) =>
        Assert.False(string.IsNullOrEmpty(Assert.Throws<InvalidRedirectTokenException>(() => Validate(login, Token("""{"sub":"","state":"","exp":1893456060}"""))).Message), why);

    [Theory]
    [InlineData("""{"user":{"user_id":"auth0|1"},"request":{"hostname":"tenant.example"},"custom_domain":{"domain":"login.contoso.example"}}""", "\"iss\":\"login.contoso.example\"")]
    [InlineData("""{"user":{"user_id":"auth0|1"}}""", "\"sub\":\"auth0|1\",\"exp\"")]
    public void What_is_not_known_of_a_login_is_not_in_its_token(string login, string expected)
    {
        var claims = Part(new ApiUnderTest(login).Api.Redirect.EncodeToken(Secret), 1);
        Assert.Contains(expected, claims, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ip\"", claims, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_field_wins_over_the_query()
    {
        var login = $$$$"""{"user":{"user_id":"auth0|1"},"request":{"query":{"state":"s","session_token":"x.y.z"},"body":{"session_token":"{{{{Token(Claims())}}}}"}}}""";
        Assert.Equal("yes", new ApiUnderTest(login).Api.Redirect.ValidateToken(Secret).GetProperty("other").GetString());
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "another secret", Token(Claims(), secret: "another"), "its signature is not ours" },
        { "no algorithm", Token(Claims(), """{"alg":"none"}"""), "its header is not one of HS256" },
        { "no algorithm and no signature", Token(Claims(), """{"alg":"none"}""")[..^43], "its header is not one of HS256" },
        { "another algorithm", Token(Claims(), """{"alg":"HS512"}"""), "its header is not one of HS256" },
        { "algorithm in another case", Token(Claims(), """{"alg":"hs256"}"""), "its header is not one of HS256" },
        { "a critical extension", Token(Claims(), """{"alg":"HS256","crit":["b64"],"b64":false}"""), "its header is not one of HS256" },
        { "another kind of token", Token(Claims(), """{"alg":"HS256","typ":"logout+jwt"}"""), "its header is not one of HS256" },
        { "a duplicate member", Token(Claims().Replace("\"other\"", "\"sub\"", StringComparison.Ordinal)), "its claims are no JSON object" },
        { "another user", Token(Claims(sub: "auth0|2")), "its sub is another user" },
        { "no user", Token("""{"state":"s","exp":1893456060}"""), "its sub is another user" },
        { "another transaction", Token(Claims(state: "other")), "its state is not this transaction's" },
        { "no state", Token("""{"sub":"auth0|1","exp":1893456060}"""), "its state is not this transaction's" },
        { "expired this second", Token(Claims(exp: Now)), "it has expired, or never would" },
        { "no expiry", Token("""{"sub":"auth0|1","state":"s"}"""), "it has expired, or never would" },
        { "expiry as text", Token("""{"sub":"auth0|1","state":"s","exp":"1893456060"}"""), "it has expired, or never would" },
        { "not valid yet", Token("""{"sub":"auth0|1","state":"s","exp":1893456060,"nbf":1893456030}"""), "it is not valid yet" },
        { "issuer that is no text", Token("""{"sub":"auth0|1","state":"s","exp":1893456060,"iss":1}"""), "its iss is no text" },
        { "a header that is a list", Token(Claims(), "[]"), "its header is not one of HS256" },
        { "nbf as text", Token("""{"sub":"auth0|1","state":"s","exp":1893456060,"nbf":"0"}"""), "it is not valid yet" },
        { "claims that are a list", Token("[]"), "its claims are no JSON object" },
        { "padding in the signature", Token(Claims()) + "=", "its signature is not ours" },
        { "a fourth part", Token(Claims()) + ".x", "it is no compact JWS" },
        { "two parts", "a.b", "it is no compact JWS" },
        { "nothing", "", "it is no compact JWS" },
        { "over 16 KiB", Token(Claims() + new string(' ', 16 * 1024)), "it is no compact JWS" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_token_that_is_not_the_other_sides_answer_is_refused_with_the_reason(string why, string token, string reason) =>
        Assert.Equal((why, $"Invalid session token: {reason}."), (why, Assert.Throws<InvalidRedirectTokenException>(() => Validate(token)).Message));

    [Theory]
    [InlineData("""{"alg":"HS256"}""", 0)]
    [InlineData("""{"alg":"HS256","typ":"jwt"}""", 0)]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""", 16 * 1024)]
    public void A_token_without_a_type_or_as_long_as_it_may_be_is_read(string header, int length)
    {
        var token = Token(Claims(), header);
        while (token.Length < length - 1)
            token = Token($"{Claims()}{new string(' ', (length - token.Length) * 3 / 4 + Base64Url.DecodeFromChars(token.Split('.')[1]).Length - Claims().Length)}", header);
        Assert.Equal("yes", Validate(token).GetProperty("other").GetString());
    }

    [Theory]
    [InlineData("\"nbf\":1893456000")]
    [InlineData("\"nbf\":null,\"iss\":null")]
    [InlineData("\"exp2\":1")]
    public void A_token_that_is_valid_from_this_second_on_or_says_nothing_of_it_is_read(string members) =>
        Assert.Equal("s", Validate(Token($$"""{"sub":"auth0|1","state":"s","exp":{{Now + 1}},{{members}}}""")).GetProperty("state").GetString());

    [Fact]
    public void A_missing_token_is_named_by_its_parameter()
    {
        var fault = Assert.Throws<InvalidRedirectTokenException>(() => new ApiUnderTest(Login).Api.Redirect.ValidateToken(Secret, "answer"));
        Assert.Equal("Invalid session token: there is no parameter answer.", fault.Message);
        Assert.Equal(
            "Invalid session token: there is no parameter session_token.",
            Assert.Throws<InvalidRedirectTokenException>(() => new ApiUnderTest(Login).Api.Redirect.ValidateToken(Secret)).Message);
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

    private static JsonElement Validate(string login, string token) =>
        new ApiUnderTest(login.Replace("TOKEN", token, StringComparison.Ordinal)).Api.Redirect.ValidateToken(Secret);

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
