using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>Every method of Auth0's post-login api that records: how it is called here, and the command that the neutral exchange carries.</summary>
public sealed class ApiMethodsTests
{
    private const string Exchange = """{"transaction":{"protocol":"oauth2-refresh-token"}}""";
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123);

    internal static readonly (string Command, Action<PostLoginApi> Call)[] Table =
    [
        ("""access.deny["why"]""", api => api.Access.Deny("why")),
        ("""accessToken.setCustomClaim["c",{"a":[1,null]}]""", api => api.AccessToken.SetCustomClaim("c", System.Text.Json.JsonElement.Parse("""{"a":[1,null]}"""))),
        ("""accessToken.addScope["read:x"]""", api => api.AccessToken.AddScope(" read:x ")),
        ("""accessToken.removeScope["read:x"]""", api => api.AccessToken.RemoveScope("read:x")),
        ("""idToken.setCustomClaim["c",true]""", api => api.IdToken.SetCustomClaim("c", true)),
        ("""authentication.challengeWith[{"type":"otp"}]""", api => api.Authentication.ChallengeWith(Factor.Otp)),
        ("""authentication.challengeWith[{"type":"phone","options":{"preferredMethod":"sms"}},{"additionalFactors":[{"type":"email"}]}]""", api => api.Authentication.ChallengeWith(Factor.PhoneBy("sms"), Factor.Email)),
        ("""authentication.challengeWithAny[[{"type":"webauthn-roaming"},{"type":"recovery-code"}]]""", api => api.Authentication.ChallengeWithAny(Factor.WebAuthnRoaming, Factor.RecoveryCode)),
        ("""authentication.enrollWith[{"type":"push-notification","options":{"otpFallback":true}}]""", api => api.Authentication.EnrollWith(Factor.Push(otpFallback: true))),
        ("""authentication.enrollWithAny[[{"type":"webauthn-platform"},{"type":"phone"},{"type":"push-notification"}]]""", api => api.Authentication.EnrollWithAny(Factor.WebAuthnPlatform, Factor.Phone, Factor.PushNotification)),
        ("""authentication.recordMethod["https://a.example/m"]""", api => api.Authentication.RecordMethod("https://a.example/m")),
        ("""authentication.setPrimaryUser["auth0|2"]""", api => api.Authentication.SetPrimaryUser("auth0|2")),
        ("""multifactor.enable["any"]""", api => api.Multifactor.Enable("any")),
        ("""multifactor.enable["duo",{"allowRememberBrowser":true,"providerOptions":{"host":"h"}}]""", api => api.Multifactor.Enable("duo", true, new Dictionary<string, string> { ["host"] = "h" })),
        ("""redirect.sendUserTo["https://a.example/x"]""", api => api.Redirect.SendUserTo("https://a.example/x")),
        ("""redirect.sendUserTo["https://a.example/x",{"query":{"session_token":"t"}}]""", api => api.Redirect.SendUserTo("https://a.example/x", new Dictionary<string, string> { ["session_token"] = "t" })),
        ("""user.setAppMetadata["k",{"x":1}]""", api => api.User.SetAppMetadata("k", System.Text.Json.JsonElement.Parse("""{"x":1}"""))),
        ("""user.setUserMetadata["k",null]""", api => api.User.SetUserMetadata("k", ClaimValue.Null)),
        ("""prompt.render["ap_1"]""", api => api.Prompt.Render("ap_1")),
        ("""prompt.render["ap_1",{"fields":{"f":1},"vars":{"v":"x"}}]""", api => api.Prompt.Render("ap_1", new Dictionary<string, ClaimValue> { ["f"] = 1 }, new Dictionary<string, ClaimValue> { ["v"] = "x" })),
        ("""refreshToken.revoke["why"]""", api => api.RefreshToken.Revoke("why")),
        ("""refreshToken.setExpiresAt[1900000000123]""", api => api.RefreshToken.SetExpiresAt(Time)),
        ("""refreshToken.setIdleExpiresAt[1900000000123]""", api => api.RefreshToken.SetIdleExpiresAt(Time)),
        ("""refreshToken.setMetadata["k","v"]""", api => api.RefreshToken.SetMetadata("k", "v")),
        ("""refreshToken.deleteMetadata["k"]""", api => api.RefreshToken.DeleteMetadata("k")),
        ("""refreshToken.evictMetadata[]""", api => api.RefreshToken.EvictMetadata()),
        ("""session.revoke["why"]""", api => api.Session.Revoke("why")),
        ("""session.revoke["why",{"preserveRefreshTokens":true}]""", api => api.Session.Revoke("why", preserveRefreshTokens: true)),
        ("""session.setExpiresAt[1900000000123]""", api => api.Session.SetExpiresAt(Time)),
        ("""session.setIdleExpiresAt[1900000000123]""", api => api.Session.SetIdleExpiresAt(Time)),
        ("""session.setCookieMode["non-persistent"]""", api => api.Session.SetCookieMode("non-persistent")),
        ("""session.setMetadata["k","v"]""", api => api.Session.SetMetadata("k", "v")),
        ("""session.deleteMetadata["k"]""", api => api.Session.DeleteMetadata("k")),
        ("""session.evictMetadata[]""", api => api.Session.EvictMetadata()),
        ("""transaction.setMetadata["k",1.5]""", api => api.Transaction.SetMetadata("k", 1.5)),
        ("""transaction.addTargetScope["s"]""", api => api.Transaction.AddTargetScope("s")),
        ("""transaction.removeTargetScope["s"]""", api => api.Transaction.RemoveTargetScope("s")),
        ("""transaction.setTargetScopes[["a","b"]]""", api => api.Transaction.SetTargetScopes("a", "b")),
        ("""transaction.clearTargetScopes[]""", api => api.Transaction.ClearTargetScopes()),
        ("""validation.error["code","text"]""", api => api.Validation.Error("code", "text")),
        ("""samlResponse.setAttribute["a",["x",1,null]]""", api => api.SamlResponse.SetAttribute("a", System.Text.Json.JsonElement.Parse("""["x",1,null]"""))),
        ("""samlResponse.setAudience["x"]""", api => api.SamlResponse.SetAudience("x")),
        ("""samlResponse.setRecipient["x"]""", api => api.SamlResponse.SetRecipient("x")),
        ("""samlResponse.setIssuer["x"]""", api => api.SamlResponse.SetIssuer("x")),
        ("""samlResponse.setDestination["x"]""", api => api.SamlResponse.SetDestination("x")),
        ("""samlResponse.setLifetimeInSeconds[3600]""", api => api.SamlResponse.SetLifetimeInSeconds(3600)),
        ("""samlResponse.setSignResponse[true]""", api => api.SamlResponse.SetSignResponse(true)),
        ("""samlResponse.setNameIdentifierFormat["x"]""", api => api.SamlResponse.SetNameIdentifierFormat("x")),
        ("""samlResponse.setNameIdentifierProbes[["x","y"]]""", api => api.SamlResponse.SetNameIdentifierProbes("x", "y")),
        ("""samlResponse.setAuthnContextClassRef["x"]""", api => api.SamlResponse.SetAuthnContextClassRef("x")),
        ("""samlResponse.setCert["x"]""", api => api.SamlResponse.SetCert("x")),
        ("""samlResponse.setKey["x"]""", api => api.SamlResponse.SetKey("x")),
        ("""samlResponse.setSigningCert["x"]""", api => api.SamlResponse.SetSigningCert("x")),
        ("""samlResponse.setEncryptionCert["x"]""", api => api.SamlResponse.SetEncryptionCert("x")),
        ("""samlResponse.setEncryptionPublicKey["x"]""", api => api.SamlResponse.SetEncryptionPublicKey("x")),
        ("""samlResponse.setRelayState["x"]""", api => api.SamlResponse.SetRelayState("x")),
        ("""samlResponse.setSignatureAlgorithm["rsa-sha256"]""", api => api.SamlResponse.SetSignatureAlgorithm("rsa-sha256")),
        ("""samlResponse.setDigestAlgorithm["sha256"]""", api => api.SamlResponse.SetDigestAlgorithm("sha256")),
        ("""samlResponse.setCreateUpnClaim[false]""", api => api.SamlResponse.SetCreateUpnClaim(false)),
        ("""samlResponse.setPassthroughClaimsWithNoMapping[false]""", api => api.SamlResponse.SetPassthroughClaimsWithNoMapping(false)),
        ("""samlResponse.setMapUnknownClaimsAsIs[true]""", api => api.SamlResponse.SetMapUnknownClaimsAsIs(true)),
        ("""samlResponse.setMapIdentities[false]""", api => api.SamlResponse.SetMapIdentities(false)),
        ("""samlResponse.setIncludeAttributeNameFormat[true]""", api => api.SamlResponse.SetIncludeAttributeNameFormat(true)),
        ("""samlResponse.setTypedAttributes[true]""", api => api.SamlResponse.SetTypedAttributes(true)),
    ];

    public static TheoryData<string> Commands => [.. Table.Select(row => row.Command)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_call_is_recorded_as_this_command(string command)
    {
        var test = new ApiUnderTest(Exchange, resuming: true);
        Table.Single(row => row.Command == command).Call(test.Api);
        Assert.Equal(command, test.Recorded);
    }

    [Fact]
    public void The_table_leaves_no_command_out() =>
        Assert.Equal(CommandRules.Methods.Order(StringComparer.Ordinal), Table.Select(row => row.Command.Split('[')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Calls_can_be_chained()
    {
        var test = new ApiUnderTest();
        test.Api.IdToken.SetCustomClaim("a", 1).AccessToken.AddScope("s").Access.Deny("why");
        Assert.Equal("""idToken.setCustomClaim["a",1] accessToken.addScope["s"] access.deny["why"]""", test.Recorded);
    }
}
