using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>The arguments that Auth0 refuses, one rule a line, and the calls that it refuses at this moment.</summary>
public sealed class ApiArgumentRulesTests
{
    [Theory]
    [InlineData("access.deny", """[""]""")]
    [InlineData("access.deny", """[]""")]
    [InlineData("access.deny", """["a","b"]""")]
    [InlineData("accessToken.setCustomClaim", """["scope","x"]""")]
    [InlineData("idToken.setCustomClaim", """["scope","x"]""")]
    [InlineData("idToken.setCustomClaim", """["",1]""")]
    [InlineData("idToken.setCustomClaim", """[1,1]""")]
    [InlineData("idToken.setCustomClaim", """["name only"]""")]
    [InlineData("accessToken.addScope", """["two words"]""")]
    [InlineData("accessToken.addScope", """["tab\tinside"]""")]
    [InlineData("authentication.challengeWith", """["otp"]""")]
    [InlineData("authentication.challengeWith", """[{"type":"carrier-pigeon"}]""")]
    [InlineData("authentication.challengeWith", """[{"options":{}}]""")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"preferredMethod":"fax"}}]""")]
    [InlineData("authentication.challengeWith", """[{"type":"push-notification","options":{"otpFallback":"yes"}}]""")]
    [InlineData("authentication.challengeWith", """[{"type":"otp"},{"additionalFactors":[]}]""")]
    [InlineData("authentication.challengeWith", """[{"type":"otp"},{"other":1}]""")]
    [InlineData("authentication.enrollWithAny", """[[]]""")]
    [InlineData("authentication.recordMethod", """["not an address"]""")]
    [InlineData("authentication.recordMethod", """["ftp://a.example"]""")]
    [InlineData("multifactor.enable", """["sms"]""")]
    [InlineData("multifactor.enable", """["any",{"allowRememberBrowser":1}]""")]
    [InlineData("multifactor.enable", """["duo",{"providerOptions":{"port":"1"}}]""")]
    [InlineData("redirect.sendUserTo", """["/relative"]""")]
    [InlineData("redirect.sendUserTo", """["javascript:alert(1)"]""")]
    [InlineData("redirect.sendUserTo", """["https://a.example",{"query":{"n":1}}]""")]
    [InlineData("prompt.render", """["ap_1",{"fields":[]}]""")]
    [InlineData("session.setCookieMode", """["sticky"]""")]
    [InlineData("session.setExpiresAt", """["tomorrow"]""")]
    [InlineData("session.setExpiresAt", """[0]""")]
    [InlineData("session.setExpiresAt", """[1.5]""")]
    [InlineData("session.setMetadata", """["a b","v"]""")]
    [InlineData("session.setMetadata", """["a\n","v"]""")]
    [InlineData("session.setMetadata", """["k",1]""")]
    [InlineData("session.revoke", """["why",{"preserveRefreshTokens":"no"}]""")]
    [InlineData("transaction.setMetadata", """["k",{}]""")]
    [InlineData("transaction.setMetadata", """["k",[]]""")]
    [InlineData("transaction.setMetadata", """["k",9007199254740993]""")]
    [InlineData("transaction.setTargetScopes", """[[1]]""")]
    [InlineData("samlResponse.setAttribute", """["a",{}]""")]
    [InlineData("samlResponse.setAttribute", """["a",[["x"]]]""")]
    [InlineData("samlResponse.setSignatureAlgorithm", """["md5"]""")]
    [InlineData("samlResponse.setLifetimeInSeconds", """[-1]""")]
    [InlineData("validation.error", """["code"]""")]
    [InlineData("cache.set", """["k","v"]""")]
    [InlineData("redirect.encodeToken", """[{}]""")]
    [InlineData("__proto__.polluted", """[1]""")]
    public void An_argument_that_Auth0_refuses_is_refused(string method, string args) =>
        Assert.NotNull(CommandRules.Refuse(method, Args(args)));

    [Fact]
    public void A_scope_that_is_none_is_refused_and_another_is_trimmed()
    {
        var given = new ApiUnderTest();
        Assert.Throws<ArgumentException>(() => given.Api.AccessToken.AddScope(null!));
        Assert.Throws<ArgumentException>(() => given.Api.AccessToken.RemoveScope(null!));
        Assert.Throws<ArgumentException>(() => given.Api.Transaction.AddTargetScope(null!));
        Assert.Throws<ArgumentException>(() => given.Api.Transaction.RemoveTargetScope(null!));
        given.Api.AccessToken.AddScope(" read ").AccessToken.RemoveScope(" write ");
        Assert.Equal("""accessToken.addScope["read"] accessToken.removeScope["write"]""", given.Recorded);
    }

    [Theory]
    [InlineData("accessToken.addScope", 280, true)]
    [InlineData("accessToken.addScope", 281, false)]
    [InlineData("authentication.setPrimaryUser", 128, true)]
    [InlineData("authentication.setPrimaryUser", 129, false)]
    public void A_text_is_at_most_so_long(string method, int length, bool accepted) =>
        Assert.Equal(accepted, CommandRules.Refuse(method, [new string('x', length)]) is null);

    [Theory]
    [InlineData("transaction.setMetadata", 64, 1, true)]
    [InlineData("transaction.setMetadata", 65, 1, false)]
    [InlineData("transaction.setMetadata", 1, 8190, true)]
    [InlineData("transaction.setMetadata", 1, 8191, false)]
    [InlineData("session.setMetadata", 255, 255, true)]
    [InlineData("session.setMetadata", 256, 1, false)]
    [InlineData("session.setMetadata", 1, 256, false)]
    [InlineData("samlResponse.setAttribute", 1024, 2046, true)]
    [InlineData("samlResponse.setAttribute", 1025, 1, false)]
    [InlineData("samlResponse.setAttribute", 1, 2047, false)]
    public void A_key_and_a_value_are_at_most_so_long(string method, int key, int value, bool accepted) =>
        Assert.Equal(accepted, CommandRules.Refuse(method, [new string('k', key), new string('v', value)]) is null);

    [Fact]
    public void A_form_gets_at_most_24_KiB()
    {
        var vars = new Dictionary<string, ClaimValue> { ["v"] = new string('x', 24 * 1024) };
        Assert.Throws<ArgumentException>(() => new ApiUnderTest().Api.Prompt.Render("ap_1", vars: vars));
    }

    [Fact]
    public void A_refused_call_throws_and_names_no_value()
    {
        var fault = Assert.Throws<ArgumentException>(() => new ApiUnderTest().Api.AccessToken.AddScope("se cret"));
        Assert.DoesNotContain("cret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_is_recorded_only_when_the_flow_is_resumed() =>
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.Authentication.RecordMethod("https://a.example"));

    [Fact]
    public void A_refresh_token_is_revoked_only_while_it_is_exchanged() =>
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.RefreshToken.Revoke("why"));

    [Fact]
    public void The_primary_user_is_set_once() =>
        Refused(1, (api, i) => api.Authentication.SetPrimaryUser($"auth0|{i}"));

    [Fact]
    public void A_thousand_scopes_can_be_added() => Refused(1000, (api, i) => api.AccessToken.AddScope($"s{i}"));

    [Fact]
    public void Session_metadata_holds_25_keys() => Refused(25, (api, i) => api.Session.SetMetadata($"k{i}", "v"));

    [Fact]
    public void Session_metadata_that_is_there_counts() =>
        Refused(24, (api, i) => api.Session.SetMetadata($"k{i}", "v"), """{"session":{"metadata":{"old":"v"}}}""");

    [Fact]
    public void A_saml_response_holds_100_attributes() => Refused(100, (api, i) => api.SamlResponse.SetAttribute($"a{i}", "v"));

    [Fact]
    public void Transaction_metadata_holds_16_KB() => Refused(2, (api, i) => api.Transaction.SetMetadata($"{i}", new string('v', 8000)));

    [Fact]
    public void A_login_writes_32_kB_of_app_metadata() => Refused(3, (api, i) => api.User.SetAppMetadata($"{i}", new string('v', 10_000)));

    [Fact]
    public void A_form_and_a_redirect_exclude_each_other()
    {
        Refused(1, (api, i) => api.Prompt.Render($"ap_{i}"));
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.Prompt.Render("ap_1").Redirect.SendUserTo("https://a.example"));
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest().Api.Redirect.SendUserTo("https://a.example").Prompt.Render("ap_1"));
    }

    [Fact]
    public void Metadata_is_not_merged_into_what_is_no_object() =>
        Assert.Throws<InvalidOperationException>(() => new ApiUnderTest("""{"user":{"user_id":"a","app_metadata":"text"}}""").Api.User.SetAppMetadata("k", 1));

    private static void Refused(int after, Action<PostLoginApi, int> call, string login = "{}")
    {
        var api = new ApiUnderTest(login).Api;
        for (var i = 0; i < after; i++)
            call(api, i);
        Assert.Throws<InvalidOperationException>(() => call(api, after));
    }

    private static ClaimValue[] Args(string json) => [.. JsonElement.Parse(json).EnumerateArray().Select(ClaimValue.Of)];
}
