using System.Text;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>Whole answers that no recorded exchange has.</summary>
public sealed class ProviderAnswerTests
{
    private const string Okta = """{"data":{"context":{},"identity":{},"access":{}}}""";
    private const string Zitadel = """{"function":"preaccesstoken"}""";
    private const string EntraContext = """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{}}}""";

    [Theory]
    [InlineData(0, "")]
    [InlineData(999, "")]
    [InlineData(1_000, "")]
    [InlineData(998, "🔒")]
    public void A_reason_of_1000_characters_reaches_Okta_whole(int length, string end)
    {
        var reason = new string('x', length) + end;
        Assert.Equal(OktaError(reason), Answer("okta", Okta, new("gate", reason)));
    }

    [Theory]
    [InlineData(1_001, "", 1_000)]
    [InlineData(999, "🔒", 999)]
    [InlineData(1_000, "🔒", 1_000)]
    public void A_longer_reason_is_cut_between_two_characters(int length, string end, int kept) =>
        Assert.Equal(OktaError(new string('x', kept)), Answer("okta", Okta, new("gate", new string('x', length) + end)));

    [Fact]
    public void Okta_s_log_has_each_code_of_a_diagnostic_once() => Assert.Equal(
        """200 {"commands":[{"type":"com.okta.access.patch","value":[{"op":"add","path":"/claims/a~0~1b","value":1}]}],"debugContext":{"correlationId":"c0ffee","diagnostics":["x","y"]}}""",
        Answer("okta", Okta, null, [new("x", "a", null, "r"), new("y", "a", "c", "r"), new("x", "b", null, "s")], new MergedCommand(new(Command.SetAccessTokenClaim, ["a~/b", 1]), "some-action", "a~/b")));

    [Theory]
    [InlineData("No.", "No.")]
    [InlineData("", "access denied")]
    public void ZITADEL_is_told_to_pass_a_refusal_on(string reason, string message) =>
        Assert.Equal($$"""200 {"forwardedStatusCode":403,"forwardedErrorMessage":"{{message}}"}""", Answer("zitadel", Zitadel, new("gate", reason), [], Metadata("a", 1)));

    [Fact]
    public void Of_two_writes_to_a_key_of_ZITADEL_the_later_counts_and_only_metadata_of_the_user_is_written() => Assert.Equal(
        """200 {"set_user_metadata":[{"key":"a","value":"Mg=="},{"key":"b","value":"Ingi"}],"append_claims":[{"key":"plan","value":"gold"}]}""",
        Answer(
            "zitadel", Zitadel, null, [],
            Metadata("a", 1), Metadata("b", "x"), new(new(Command.SetAppMetadata, ["a", 2]), "some-action"), new(new(Command.SetTransactionMetadata, ["c", 3]), "some-action"),
            new(new(Command.SetAccessTokenClaim, ["plan", "gold"]), "some-action", "plan"), new(new(Command.SetIdTokenClaim, ["tier", 1]), "some-action", "tier")));

    [Theory]
    [InlineData("No.", "No.")]
    [InlineData("", "access denied")]
    public void Supabase_passes_the_message_of_a_refusal_on(string reason, string message) =>
        Assert.Equal($$$"""200 {"error":{"http_code":403,"message":"{{{message}}}"}}""", Answer("supabase", """{"claims":{"sub":"u"}}""", new("gate", reason)));

    [Theory]
    [InlineData("""{"step":"PreTokenIssuance"}""", """403 {"version":"1.0.0","status":403,"code":"access-denied","requestId":"c0ffee","userMessage":"No."}""")]
    [InlineData("""{"step":"PreTokenApplicationClaims"}""", """403 {"version":"1.0.0","status":403,"code":"access-denied","requestId":"c0ffee","userMessage":"No."}""")]
    [InlineData("""{"step":"PostFederationSignup"}""", """200 {"version":"1.0.0","action":"ShowBlockPage","userMessage":"No."}""")]
    [InlineData("""{"step":"PostAttributeCollection"}""", """200 {"version":"1.0.0","action":"ShowBlockPage","userMessage":"No."}""")]
    [InlineData("{}", """409 {"version":"1.0.0","status":409,"code":"access-denied","requestId":"c0ffee","userMessage":"No."}""")]
    public void Each_step_of_Azure_AD_B2C_has_its_own_refusal(string payload, string answer) => Assert.Equal(answer, Answer("azure-ad-b2c", payload, new("gate", "No.")));

    [Theory]
    [InlineData("fail", "Login via entra refused by gate; OnDeny=Fail id=c0ffee", """403 {"error":{"code":"access-denied","correlationId":"c0ffee"}}""")]
    [InlineData("continue-without-claims", "Login via entra refused by gate; OnDeny=ContinueWithoutClaims id=c0ffee",
        """200 {"data":{"@odata.type":"microsoft.graph.onTokenIssuanceStartResponseData","actions":[{"@odata.type":"microsoft.graph.tokenIssuanceStart.provideClaimsForToken","claims":{}}]}}""")]
    public void Who_refused_at_Entra_is_in_the_log_since_the_answer_has_no_place_for_it(string onDeny, string line, string answer)
    {
        var log = new CapturedLog();
        var test = new ProviderUnderTest("entra", ("TenantId", "7e4a0000-0000-4000-8000-000000000001"), ("OnDeny", onDeny));
        var claim = new MergedCommand(new(Command.SetAccessTokenClaim, ["plan", "gold"]), "some-action", "plan");

        Assert.Equal(answer, Answer(test.Type.Create(test.Shared with { Log = log }), EntraContext, new("gate", "No."), [], claim));
        Assert.Equal(line, log.Texts[0]);
    }

    [Fact]
    public void Of_two_claims_with_one_name_the_later_stands_in_Entra_s_map() => Assert.Equal(
        """200 {"data":{"@odata.type":"microsoft.graph.onTokenIssuanceStartResponseData","actions":[{"@odata.type":"microsoft.graph.tokenIssuanceStart.provideClaimsForToken","claims":{"plan":"b","tier":"c"}}]}}""",
        Answer(
            "entra", EntraContext, null, [],
            new(new(Command.SetIdTokenClaim, ["plan", "a"]), "some-action", "plan"), new(new(Command.SetAccessTokenClaim, ["plan", "b"]), "some-action", "plan"),
            new(new(Command.SetIdTokenClaim, ["tier", "c"]), "some-action", "tier"), new(new(Command.SetTransactionMetadata, ["x", "y"]), "some-action")));

    private static string OktaError(string summary) => $$$"""200 {"error":{"errorSummary":"{{{summary.Replace("🔒", @"\uD83D\uDD12", StringComparison.Ordinal)}}}"},"debugContext":{"correlationId":"c0ffee"}}""";

    private static MergedCommand Metadata(string key, ClaimValue value) => new(new(Command.SetUserMetadata, [key, value]), "some-action");

    private static string Answer(string route, string payload, Denial? denial, IReadOnlyList<Diagnostic>? diagnostics = null, params MergedCommand[] commands)
    {
        var test = new ProviderUnderTest(route, ("TenantId", "7e4a0000-0000-4000-8000-000000000001"));
        return Answer(test.Type.Create(test.Shared), payload, denial, diagnostics ?? [], commands);
    }

    private static string Answer(IIdentityProvider provider, string payload, Denial? denial, IReadOnlyList<Diagnostic> diagnostics, params MergedCommand[] commands)
    {
        var login = provider.Normalize(JsonElement.Parse(payload), ProviderUnderTest.Request())!;
        var answer = provider.Answer(login, new(denial, commands, [], diagnostics), "c0ffee");
        return $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}";
    }
}
