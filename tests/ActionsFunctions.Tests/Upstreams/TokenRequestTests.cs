using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Observing;
using ActionsFunctions.Tests.Secrets;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>What is sent to a token endpoint, whole, and what its answers are taken for.</summary>
public sealed partial class TokenRequestTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly CapturedLog log = new();
    private readonly UpstreamTransport transport;

    public TokenRequestTests() => transport = new(new() { Clock = clock, Log = log });

    public void Dispose() => transport.Dispose();

    [Theory]
    [InlineData(null, null, "grant_type=client_credentials&client_id=the+app&client_secret=s3cret%26%3D")]
    [InlineData("a b", null, "grant_type=client_credentials&client_id=the+app&client_secret=s3cret%26%3D&scope=a+b")]
    [InlineData(null, "https://api/", "grant_type=client_credentials&client_id=the+app&client_secret=s3cret%26%3D&audience=https%3A%2F%2Fapi%2F")]
    [InlineData("a", "b", "grant_type=client_credentials&client_id=the+app&client_secret=s3cret%26%3D&scope=a&audience=b")]
    public async Task A_secret_is_sent_in_the_form_and_in_nothing_else(string? scope, string? audience, string body)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        var answer = await Issuer(stub, new LiteralSecret("s3cret&="), scope, audience).IssueAsync(default);
        var request = Assert.Single(stub.Requests);
        Assert.Equal(("t1", TimeSpan.FromHours(1), null), (answer.Token?.Value, answer.Token?.Lifetime, answer.Refusal));
        Assert.Equal(("POST", "/token", body), (request.Method, request.Target, request.Body));
        Assert.Equal(
            [
                "Accept-Encoding: gzip, br", "Accept: application/json", $"Content-Length: {body.Length}", "Content-Type: application/x-www-form-urlencoded",
                $"Host: {new Uri(stub.Url).Authority}", "User-Agent: ActionsFunctions",
            ],
            request.Headers.Where(header => header.Key != "traceparent").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ClientAuthentication.ClientCertificate, "rsa-pfx", null, null, """{"alg":"PS256","typ":"JWT","x5t#S256":"<rsa>"}""")]
    [InlineData(ClientAuthentication.ClientCertificate, "rsa-certificate-pem", "RS256", "unused", """{"alg":"RS256","typ":"JWT","x5t#S256":"<rsa>"}""")]
    [InlineData(ClientAuthentication.ClientCertificate, "ec-pfx", "PS256", null, """{"alg":"ES256","typ":"JWT","x5t#S256":"<ec>"}""")]
    [InlineData(ClientAuthentication.PrivateKeyJwt, "rsa-jwk", null, null, """{"alg":"RS256","typ":"JWT","kid":"k1"}""")]
    [InlineData(ClientAuthentication.PrivateKeyJwt, "rsa-pkcs8", "PS256", null, """{"alg":"PS256","typ":"JWT"}""")]
    [InlineData(ClientAuthentication.PrivateKeyJwt, "ec-jwk", null, "mine", """{"alg":"ES256","typ":"JWT","kid":"mine"}""")]
    public async Task An_assertion_is_sent_in_the_form_with_these_claims_and_no_others(ClientAuthentication method, string form, string? algorithm, string? keyId, string header)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        var proof = new ClientProof(method, new LiteralSecret(ClientKeyTexts.Of(form))) { RsaAlgorithm = algorithm, KeyId = keyId };
        await new ClientCredentialsIssuer(new(new($"{stub.Url}/token"), "app", proof, "s", null), transport).IssueAsync(default);
        var sent = FormOfAssertion().Match(Assert.Single(stub.Requests).Body);
        Assert.True(sent.Success);
        Assert.Equal(
            header.Replace("<rsa>", Thumbprint(ClientKeyTexts.RsaCertificate), StringComparison.Ordinal).Replace("<ec>", Thumbprint(ClientKeyTexts.EcCertificate), StringComparison.Ordinal),
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(sent.Groups["header"].Value)));
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(sent.Groups["claims"].Value));
        Assert.Equal(
            $$"""{"iss":"app","sub":"app","aud":"{{stub.Url}}/token","jti":"<32 hex digits>","iat":1893456000,"nbf":1893456000,"exp":1893456120}""",
            HexDigits().Replace(claims, "\"<32 hex digits>\""));
    }

    [Fact]
    public async Task A_secret_that_holds_no_key_sends_nothing_and_is_told()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        var proof = new ClientProof(ClientAuthentication.PrivateKeyJwt, new LiteralSecret("no key"));
        var answer = await new ClientCredentialsIssuer(new(new($"{stub.Url}/token"), "app", proof, null, null), transport).IssueAsync(default);
        Assert.Equal((null, "0 token-endpoint-secret-unavailable"), (answer.Token, $"{answer.Refusal}"));
        Assert.Empty(stub.Requests);
        Assert.Equal(
            "The key for token-endpoint cannot be used: it must be a certificate with its key, or a private key, RSA of 2048 to 8192 bits or P-256", log.Texts[0]);
    }

    [Theory]
    [InlineData(401, "", "token-endpoint-refused", true)]
    [InlineData(403, "", "token-endpoint-refused", true)]
    [InlineData(400, """{"error":"invalid_client"}""", "token-endpoint-refused", true)]
    [InlineData(400, """{"error":"invalid_scope"}""", "token-endpoint-refused", false)]
    [InlineData(400, "invalid_client", "token-endpoint-refused", false)]
    [InlineData(404, """{"error":"invalid_client"}""", "token-endpoint-not-found", false)]
    [InlineData(429, "", "token-endpoint-throttled", false)]
    [InlineData(500, "", "token-endpoint-unavailable", false)]
    [InlineData(302, "", "token-endpoint-redirected", false)]
    [InlineData(200, "{}", "token-endpoint-answer-malformed", false)]
    public async Task A_client_that_is_refused_asks_once_more_with_another_version_of_its_secret(int status, string body, string code, bool again)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status, body));
        foreach (var (known, refreshed, other) in Rotations)
        {
            var before = stub.Requests.Count;
            var answer = await Issuer(stub, new RotatedSecret(known, refreshed)).IssueAsync(default);
            Assert.Equal((null, code), (answer.Token, answer.Refusal?.Failure.Code));
            Assert.Equal(
                again && other is not null ? [known.Current, other] : [known.Current],
                stub.Requests.Skip(before).Select(request => request.Body.Split("client_secret=")[1]));
        }
    }

    [Theory]
    [InlineData("", 300)]
    [InlineData(""","expires_in":null""", 300)]
    [InlineData(""","expires_in":3600""", 3600)]
    [InlineData(""","expires_in":"3599" """, 3599)]
    [InlineData(""","expires_in":0.5""", 0.5)]
    [InlineData(""","expires_in":1e3""", 1000)]
    [InlineData(""","expires_in":86400""", 86_400)]
    [InlineData(""","expires_in":86401""", 86_400)]
    [InlineData(""","expires_in":0""", 0)]
    [InlineData(""","expires_in":-1""", 0)]
    [InlineData(""","expires_in":"soon" """, 0)]
    [InlineData(""","expires_in":"1,5" """, 0)]
    [InlineData(""","expires_in":"" """, 0)]
    public async Task A_token_lives_as_long_as_its_answer_says_five_minutes_where_it_does_not_and_a_day_at_most(string expires, double seconds)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok($$"""{"access_token":"t"{{expires}}}"""));
        Assert.Equal(new("t", TimeSpan.FromSeconds(seconds)), (await Issuer(stub, new LiteralSecret("s")).IssueAsync(default)).Token);
    }

    [Theory]
    [InlineData(64 * 1024, null)]
    [InlineData((64 * 1024) + 1, "token-endpoint-answer-too-large")]
    public async Task An_answer_of_more_than_64_KiB_is_none(int length, string? code)
    {
        var body = """{"access_token":"t"}""";
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok(body + new string(' ', length - body.Length)));
        Assert.Equal(code, (await Issuer(stub, new LiteralSecret("s")).IssueAsync(default)).Refusal?.Failure.Code);
    }

    [Theory]
    [InlineData("!~", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("a\u007f", false)]
    [InlineData("ä", false)]
    public void A_token_is_of_characters_that_a_header_carries(string? value, bool good) => Assert.Equal(good, BearerToken.IsValid(value));

    // Known before, known after another look, and what is tried then.
    private static IEnumerable<(SecretVersions Known, SecretVersions Refreshed, string? Other)> Rotations =>
    [
        (new("one"), new("one"), null),
        (new("one"), new("two"), "two"),
        (new("one"), new("two", "one"), "two"),
        (new("two", "one"), new("two", "one"), "one"),
    ];

    private static string Thumbprint(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(certificate.RawData));

    private ClientCredentialsIssuer Issuer(UpstreamStub stub, ISecret secret, string? scope = null, string? audience = null) =>
        new(new(new($"{stub.Url}/token"), "the app", new(ClientAuthentication.ClientSecret, secret), scope, audience), transport);

    [GeneratedRegex(
        @"^grant_type=client_credentials&client_id=app&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=(?<header>[\w-]+)\.(?<claims>[\w-]+)\.[\w-]+&scope=s$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormOfAssertion();

    [GeneratedRegex("\"[0-9a-f]{32}\"", RegexOptions.None, 1000)]
    private static partial Regex HexDigits();
}
