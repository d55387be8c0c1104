using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>What an author reads when a call is refused, word for word, and what stands on the other side of each limit.</summary>
public sealed class ApiRefusalTextsTests
{
    private const string Factor = "must be a factor: an object with a type";
    private const string FactorTypes = "type: must be one of otp, email, phone, push-notification, webauthn-platform, webauthn-roaming, recovery-code";
    private const string OneScope = "must be one scope of at most 280 characters, without white space";
    private const string Key = "must be 1 to 255 letters, digits, '_' or '-'";
    private const string NotEmpty = "must be text, and not empty";

    [Theory]
    [InlineData("access.deny", """[""]""", 1, NotEmpty)]
    [InlineData("access.deny", "[null]", 1, NotEmpty)]
    [InlineData("access.deny", "[12345]", 1, NotEmpty)]
    [InlineData("accessToken.setCustomClaim", """["scope",1]""", 1, "the claim scope cannot be set")]
    [InlineData("idToken.setCustomClaim", """["scope",1]""", 1, "the claim scope cannot be set")]
    [InlineData("idToken.setCustomClaim", """["",1]""", 1, NotEmpty)]
    [InlineData("accessToken.addScope", """["a b"]""", 1, OneScope)]
    [InlineData("accessToken.removeScope", """["a b"]""", 1, OneScope)]
    [InlineData("accessToken.removeScope", "[1234]", 1, NotEmpty)]
    [InlineData("authentication.challengeWith", """["otp"]""", 1, Factor)]
    [InlineData("authentication.challengeWith", """[{"options":{}}]""", 1, Factor)]
    [InlineData("authentication.challengeWith", """[{"type":"pigeon"}]""", 1, FactorTypes)]
    [InlineData("authentication.challengeWith", """[{"type":"otp","x":1}]""", 1, "has an unknown member; known: type, options")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":1}]""", 1, "options: must be an object")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"preferredMethod":"fax"}}]""", 1, "options: preferredMethod: must be one of voice, sms, both")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"otpFallback":1}}]""", 1, "options: otpFallback: must be true or false")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"x":1}}]""", 1, "options: has an unknown member; known: preferredMethod, otpFallback")]
    [InlineData("authentication.challengeWith", """[{"type":"otp"},{"additionalFactors":[]}]""", 2, "additionalFactors: must be a list of factors, and not empty")]
    [InlineData("authentication.enrollWith", """[{"type":"otp"},{"more":[]}]""", 2, "has an unknown member; known: additionalFactors")]
    [InlineData("authentication.challengeWithAny", """[{"type":"otp"}]""", 1, "must be a list of factors, and not empty")]
    [InlineData("authentication.enrollWithAny", """[[{"type":"otp"},{"type":"pigeon"}]]""", 1, FactorTypes)]
    [InlineData("authentication.recordMethod", """["ftp://a.example"]""", 1, "must be an absolute http or https address")]
    [InlineData("authentication.recordMethod", """[""]""", 1, NotEmpty)]
    [InlineData("authentication.setPrimaryUser", """[""]""", 1, NotEmpty)]
    [InlineData("multifactor.enable", """["sms"]""", 1, "must be one of any, none, guardian, google-authenticator, duo")]
    [InlineData("multifactor.enable", """[true]""", 1, NotEmpty)]
    [InlineData("multifactor.enable", """["any",{"x":1}]""", 2, "has an unknown member; known: allowRememberBrowser, providerOptions")]
    [InlineData("multifactor.enable", """["duo",{"providerOptions":{"port":"1"}}]""", 2, "providerOptions: has an unknown member; known: host, ikey, skey, username")]
    [InlineData("multifactor.enable", """["duo",{"providerOptions":{"username":1}}]""", 2, "providerOptions: username: must be text, and not empty")]
    [InlineData("redirect.sendUserTo", """["/relative?"]""", 1, "must be an absolute http or https address")]
    [InlineData("redirect.sendUserTo", """["https://a.example",{"query":{"n":1}}]""", 2, "query: must be an object of texts")]
    [InlineData("redirect.sendUserTo", """["https://a.example",{"query":[]}]""", 2, "query: must be an object of texts")]
    [InlineData("redirect.sendUserTo", """["https://a.example",{"q":{}}]""", 2, "has an unknown member; known: query")]
    [InlineData("prompt.render", """["ap_1",{"fields":[]}]""", 2, "fields: must be an object")]
    [InlineData("prompt.render", """["ap_1",{"vars":"x"}]""", 2, "vars: must be an object")]
    [InlineData("prompt.render", """["ap_1",{"x":{}}]""", 2, "has an unknown member; known: fields, vars")]
    [InlineData("validation.error", """["code",""]""", 2, NotEmpty)]
    [InlineData("user.setAppMetadata", """["",1]""", 1, NotEmpty)]
    [InlineData("user.setUserMetadata", """["",1]""", 1, NotEmpty)]
    [InlineData("transaction.setMetadata", """["",1]""", 1, NotEmpty)]
    [InlineData("transaction.setMetadata", """["k",{}]""", 2, "must be text, a number, a boolean or null")]
    [InlineData("transaction.setMetadata", """["k",[]]""", 2, "must be text, a number, a boolean or null")]
    [InlineData("transaction.setMetadata", """["k",9007199254740992]""", 2, "must be a number that JavaScript can hold exactly")]
    [InlineData("transaction.setMetadata", """["k",-9007199254740992]""", 2, "must be a number that JavaScript can hold exactly")]
    [InlineData("transaction.addTargetScope", """["a b"]""", 1, OneScope)]
    [InlineData("transaction.removeTargetScope", """["a b"]""", 1, OneScope)]
    [InlineData("transaction.setTargetScopes", "[[]]", 1, "must be a list of texts, and not empty")]
    [InlineData("transaction.setTargetScopes", """[["a",1]]""", 1, "must be a list of texts, and not empty")]
    [InlineData("transaction.setTargetScopes", """["a"]""", 1, "must be a list of texts, and not empty")]
    [InlineData("session.revoke", """["why",{"preserveRefreshTokens":"no"}]""", 2, "preserveRefreshTokens: must be true or false")]
    [InlineData("session.revoke", """["why",{"x":true}]""", 2, "has an unknown member; known: preserveRefreshTokens")]
    [InlineData("session.setExpiresAt", "[0]", 1, "must be a whole number above zero")]
    [InlineData("session.setIdleExpiresAt", """["1"]""", 1, "must be a whole number above zero")]
    [InlineData("session.setIdleExpiresAt", "[9007199254740992]", 1, "must be a whole number above zero")]
    [InlineData("session.setCookieMode", """["sticky"]""", 1, "must be one of persistent, non-persistent")]
    [InlineData("session.setMetadata", """["a b","v"]""", 1, Key)]
    [InlineData("session.setMetadata", """["k",""]""", 2, NotEmpty)]
    [InlineData("session.deleteMetadata", """["a.b"]""", 1, Key)]
    [InlineData("refreshToken.setExpiresAt", "[1.5]", 1, "must be a whole number above zero")]
    [InlineData("refreshToken.setIdleExpiresAt", "[-1]", 1, "must be a whole number above zero")]
    [InlineData("refreshToken.setMetadata", """["a\n","v"]""", 1, Key)]
    [InlineData("refreshToken.deleteMetadata", """[1234]""", 1, NotEmpty)]
    [InlineData("samlResponse.setAttribute", """["a",{}]""", 2, "must be text, a number, a boolean, null or a list of these")]
    [InlineData("samlResponse.setAttribute", """["a",[1,["x"]]]""", 2, "must be a flat list")]
    [InlineData("samlResponse.setAttribute", """["a",[1,{"x":1}]]""", 2, "must be a flat list")]
    [InlineData("samlResponse.setLifetimeInSeconds", "[2147483648]", 1, "must be a whole number above zero")]
    [InlineData("samlResponse.setNameIdentifierProbes", "[[null]]", 1, "must be a list of texts, and not empty")]
    [InlineData("samlResponse.setSignatureAlgorithm", """["md5"]""", 1, "must be one of rsa-sha256, rsa-sha1")]
    [InlineData("samlResponse.setDigestAlgorithm", """["md5"]""", 1, "must be one of sha256, sha1")]
    [InlineData("samlResponse.setSignResponse", """["true"]""", 1, "must be true or false")]
    public void A_refused_argument_is_named_with_what_it_must_be(string method, string args, int argument, string text) =>
        Assert.Equal($"api.{method}, argument {argument}: {text}", CommandRules.Refuse(method, Args(args)));

    [Theory]
    [InlineData("access.deny", "[]", "api.access.deny takes 1 arguments, 1 of them always")]
    [InlineData("access.deny", """["a","b"]""", "api.access.deny takes 1 arguments, 1 of them always")]
    [InlineData("session.revoke", """["a",{},{}]""", "api.session.revoke takes 2 arguments, 1 of them always")]
    [InlineData("session.evictMetadata", "[1]", "api.session.evictMetadata takes 0 arguments, 0 of them always")]
    [InlineData("cache.set", """["k","v"]""", "there is no such command")]
    public void A_wrong_number_of_arguments_is_told(string method, string args, string text) => Assert.Equal(text, CommandRules.Refuse(method, Args(args)));

    [Theory]
    [InlineData("accessToken.setCustomClaim", """["scopes",null]""")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"preferredMethod":"voice","otpFallback":false}},{"additionalFactors":[{"type":"otp"},{"type":"email","options":{}}]}]""")]
    [InlineData("authentication.challengeWith", """[{"type":"phone","options":{"preferredMethod":"both"}},{}]""")]
    [InlineData("authentication.recordMethod", """["http://a.example"]""")]
    [InlineData("multifactor.enable", """["duo",{"providerOptions":{"host":"h","ikey":"i","skey":"s","username":"u"},"allowRememberBrowser":false}]""")]
    [InlineData("multifactor.enable", """["none"]""")]
    [InlineData("multifactor.enable", """["guardian"]""")]
    [InlineData("multifactor.enable", """["google-authenticator"]""")]
    [InlineData("redirect.sendUserTo", """["http://a.example",{"query":{}}]""")]
    [InlineData("transaction.setMetadata", """["k",9007199254740991]""")]
    [InlineData("transaction.setMetadata", """["k",-9007199254740991]""")]
    [InlineData("transaction.setMetadata", """["k",0.1]""")]
    [InlineData("transaction.setMetadata", """["k",null]""")]
    [InlineData("transaction.setMetadata", """["k",""]""")]
    [InlineData("session.setExpiresAt", "[1]")]
    [InlineData("session.setExpiresAt", "[9007199254740991]")]
    [InlineData("session.setCookieMode", """["persistent"]""")]
    [InlineData("session.setMetadata", """["aZ09_-","v"]""")]
    [InlineData("samlResponse.setAttribute", """["a",[]]""")]
    [InlineData("samlResponse.setLifetimeInSeconds", "[1]")]
    [InlineData("samlResponse.setLifetimeInSeconds", "[2147483647]")]
    [InlineData("samlResponse.setSignatureAlgorithm", """["rsa-sha1"]""")]
    [InlineData("samlResponse.setDigestAlgorithm", """["sha1"]""")]
    public void What_stands_just_inside_a_rule_is_accepted(string method, string args) => Assert.Null(CommandRules.Refuse(method, Args(args)));

    [Theory]
    [InlineData("accessToken.addScope", 280, "argument 1: must be one scope of at most 280 characters, without white space")]
    [InlineData("authentication.setPrimaryUser", 128, "argument 1: must be at most 128 characters")]
    [InlineData("transaction.setMetadata", 64, "argument 1: must be at most 64 characters")]
    [InlineData("session.setMetadata", 255, "argument 1: must be 1 to 255 letters, digits, '_' or '-'")]
    [InlineData("session.deleteMetadata", 255, "argument 1: must be 1 to 255 letters, digits, '_' or '-'")]
    [InlineData("refreshToken.setMetadata", 255, "argument 1: must be 1 to 255 letters, digits, '_' or '-'")]
    [InlineData("samlResponse.setAttribute", 1024, "argument 1: must be at most 1024 characters")]
    public void A_first_argument_one_letter_too_long_is_told_its_limit(string method, int longest, string text)
    {
        ClaimValue[] rest = method.Contains(".set", StringComparison.Ordinal) && !method.EndsWith("User", StringComparison.Ordinal) ? ["v"] : [];
        Assert.Null(CommandRules.Refuse(method, [new string('k', longest), .. rest]));
        Assert.Equal($"api.{method}, {text}", CommandRules.Refuse(method, [new string('k', longest + 1), .. rest]));
    }

    [Theory]
    [InlineData("transaction.setMetadata", 8 * 1024 - 2, "must be at most 8 KB")]
    [InlineData("session.setMetadata", 255, "must be at most 255 characters")]
    [InlineData("refreshToken.setMetadata", 255, "must be at most 255 characters")]
    [InlineData("samlResponse.setAttribute", 2 * 1024 - 2, "must be at most 2 kB")]
    public void A_value_one_letter_too_long_is_told_its_limit(string method, int longest, string text)
    {
        Assert.Null(CommandRules.Refuse(method, ["k", new string('v', longest)]));
        Assert.Equal($"api.{method}, argument 2: {text}", CommandRules.Refuse(method, ["k", new string('v', longest + 1)]));
    }

    [Fact]
    public void A_form_gets_exactly_24_KiB()
    {
        Assert.Null(CommandRules.Refuse("prompt.render", Form(24 * 1024)));
        Assert.Equal("api.prompt.render, argument 2: must be at most 24576 bytes", CommandRules.Refuse("prompt.render", Form(24 * 1024 + 1)));

        static ClaimValue[] Form(int bytes)
        {
            const string frame = """{"vars":{"v":""}}""";
            return ["ap_1", ClaimValue.Of(JsonElement.Parse(frame.Replace("\"\"", $"\"{new string('x', bytes - frame.Length)}\"", StringComparison.Ordinal)))];
        }
    }

    [Theory]
    [InlineData("user.setAppMetadata", 56, null)]
    [InlineData("user.setAppMetadata", 57, "api.user.setAppMetadata, argument 2: must not be nested to more than 56 levels")]
    [InlineData("idToken.setCustomClaim", 57, null)]
    [InlineData("accessToken.setCustomClaim", 57, null)]
    public void A_value_is_nested_to_56_levels_and_only_a_claim_is_judged_later(string method, int levels, string? text)
    {
        var lists = new string('[', levels) + new string(']', levels);
        Assert.Equal(text, CommandRules.Refuse(method, ["k", ClaimValue.Of(JsonElement.Parse(lists))]));
        var objects = string.Concat(Enumerable.Repeat("""{"a":""", levels)) + "1" + new string('}', levels);
        Assert.Equal(text, CommandRules.Refuse(method, ["k", ClaimValue.Of(JsonElement.Parse(objects))]));
    }

    [Fact]
    public void A_refused_call_throws_its_text_and_names_its_parameter()
    {
        var fault = Assert.Throws<ArgumentException>(() => new ApiUnderTest().Api.Access.Deny(""));
        Assert.Equal(("args", "api.access.deny, argument 1: must be text, and not empty (Parameter 'args')"), (fault.ParamName, fault.Message));
    }

    private static ClaimValue[] Args(string json) => [.. JsonElement.Parse(json).EnumerateArray().Select(ClaimValue.Of)];
}
