using System.Text.Json;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>What a payload becomes in the event, a line each: every name that is translated, and every place that a value may come from.</summary>
public sealed class NormalizedEventTests
{
    private const string Protocol = "/transaction/protocol";

    [Theory]
    [InlineData("authorization_code", "oidc-basic-profile")]
    [InlineData("interaction_code", "oidc-basic-profile")]
    [InlineData("implicit", "oidc-implicit-profile")]
    [InlineData("refresh_token", "oauth2-refresh-token")]
    [InlineData("password", "oauth2-password")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code", "oauth2-device-code")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange", "oauth2-token-exchange")]
    [InlineData("urn:openid:params:grant-type:ciba", "oidc-ciba")]
    [InlineData("client_credentials", "client_credentials")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_codes", "urn:ietf:params:oauth:grant-type:device_codes")]
    public void A_grant_has_the_name_that_Auth0_gives_it_whichever_provider_calls(string grant, string name)
    {
        Assert.Equal($"\"{name}\"", Okta($$"""{"protocol":{"request":{"grant_type":"{{grant}}"} } }""", Protocol));
        Assert.Equal($"\"{name}\"", At("ory-hydra", $$"""{"session":{},"request":{"grant_types":["{{grant}}"]} }""", Protocol));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("code", "\"oidc-basic-profile\"")]
    [InlineData("code id_token", "\"oidc-hybrid-profile\"")]
    [InlineData("id_token token", "\"oidc-implicit-profile\"")]
    public void Without_a_grant_the_response_type_says_it(string types, string? name) =>
        Assert.Equal(name, Okta($$"""{"protocol":{"request":{"response_type":"{{types}}"} } }""", Protocol));

    [Theory]
    [InlineData("PASSWORD", "pwd")]
    [InlineData("MULTIPLE_FACTORS", "mfa")]
    [InlineData("SMS", "sms")]
    [InlineData("EMAIL", "email")]
    [InlineData("FINGERPRINT", "FINGERPRINT")]
    public void A_method_of_Okta_has_the_name_that_Auth0_gives_it(string method, string name) =>
        Assert.Equal($"\"{name}\"", Okta($$"""{"session":{"amr":["{{method}}"]} }""", "/authentication/methods/0/name"));

    [Theory]
    [InlineData("""{"context":{"user":{"id":"u","profile":{"login":"ada"}}},"identity":{"claims":{"email":"ada@contoso.example"}}}""", "/user/email", "ada@contoso.example")]
    [InlineData("""{"context":{"user":{"id":"u"}},"access":{"claims":{"email":"ada@contoso.example"}}}""", "/user/email", "ada@contoso.example")]
    [InlineData("""{"context":{"user":{"id":"u"}},"access":{"claims":{"name":"Ada"}}}""", "/user/name", "Ada")]
    [InlineData("""{"context":{"user":{"id":"u"}},"identity":{},"access":{}}""", "/user/name", null)]
    [InlineData("""{"context":{"user":{"id":"u"}}}""", "/user/email", null)]
    [InlineData("""{"context":{"user":{"id":"u"}}}""", "/user/identities/0/profileData", null)]
    [InlineData("""{"context":{"user":{"id":"u"},"session":{"idp":{"id":"x","type":"SOCIAL"}}}}""", "/user/identities/0/connection", "x")]
    [InlineData("""{"context":{"user":{"id":""}}}""", "/user", null)]
    [InlineData("""{"context":{"user":{"id":"u"}}}""", "/transaction/locale", null)]
    [InlineData("""{"context":{},"access":{"claims":{"aud":"api"}}}""", "/resource_server/identifier", "api")]
    [InlineData("""{"context":{},"access":{"claims":{"aud":["first","second"]}}}""", "/resource_server/identifier", "first")]
    [InlineData("""{"context":{},"access":{"claims":{"aud":[]}}}""", "/resource_server", null)]
    [InlineData("""{"context":{},"access":{"claims":{}}}""", "/resource_server", null)]
    [InlineData("""{"context":{},"refresh_token":{"jti":"r"}}""", "/refresh_token/id", "r")]
    [InlineData("""{"context":{"protocol":{"originalGrant":{"refresh_token":{"jti":"first"}}}},"refresh_token":{"jti":"r"}}""", "/refresh_token/id", "first")]
    [InlineData("""{"context":{"protocol":{"OriginalGrant":{}}}}""", "/refresh_token", null)]
    public void A_value_of_Okta_is_taken_from_the_first_place_that_has_it(string data, string pointer, string? expected) =>
        Assert.Equal(expected is null ? null : $"\"{expected}\"", At("okta", $$"""{"data":{{data}} }""", pointer));

    [Theory]
    [InlineData("""{"session":{"client_id":"c"},"request":{}}""", "/client/client_id", "c")]
    [InlineData("""{"session":{"client_id":"s"},"request":{"client_id":"r"},"client_id":"p"}""", "/client/client_id", "r")]
    [InlineData("""{"session":{"client_id":"s"},"request":{},"client_id":"p"}""", "/client/client_id", "p")]
    [InlineData("""{"session":{},"request":{"client_id":""}}""", "/client", null)]
    [InlineData("""{"session":{},"request":{"grant_types":["client_credentials"]}}""", Protocol, "client_credentials")]
    [InlineData("""{"session":{},"request":{"grant_types":[]}}""", Protocol, null)]
    [InlineData("""{"session":{},"requester":{"grant_types":[]}}""", Protocol, "oauth2-refresh-token")]
    [InlineData("""{"session":{},"requester":{}}""", Protocol, "oauth2-refresh-token")]
    [InlineData("""{"session":{},"request":{"granted_audience":["","api"]}}""", "/resource_server", null)]
    [InlineData("""{"session":{},"request":{"granted_audience":["api"]}}""", "/resource_server/identifier", "api")]
    public void A_value_of_Hydra_is_taken_from_the_first_place_that_has_it(string payload, string pointer, string? expected) =>
        Assert.Equal(expected is null ? null : $"\"{expected}\"", At("ory-hydra", payload, pointer));

    [Theory]
    [InlineData("""{"claims":{"aud":["first","second"]}}""", "/resource_server/identifier", "first")]
    [InlineData("""{"claims":{"aud":[]}}""", "/resource_server", null)]
    [InlineData("""{"claims":{"aud":"api"},"metadata":{}}""", "/resource_server/identifier", "api")]
    [InlineData("""{"claims":{"amr":["otp",{"method":"totp"},{"other":1}]}}""", "/authentication/methods/1/name", "totp")]
    [InlineData("""{"claims":{"amr":["otp",{"other":1}]}}""", "/authentication/methods/1", null)]
    public void A_value_of_Supabase_is_taken_from_the_first_place_that_has_it(string payload, string pointer, string? expected) =>
        Assert.Equal(expected is null ? null : $"\"{expected}\"", At("supabase", payload, pointer));

    [Theory]
    [InlineData("""[{"key":"a","value":"IngiCg=="}]""", "/user/user_metadata/a", "\"x\"")]
    [InlineData("""[{"key":"a"}]""", "/user/user_metadata", null)]
    [InlineData("""[{"value":"IngiCg=="}]""", "/user/user_metadata", null)]
    [InlineData("""[{"key":"a","value":"not base64"}]""", "/user/user_metadata", null)]
    [InlineData("""[7,{"key":"a","value":"NDI="}]""", "/user/user_metadata/a", "42")]
    public void Metadata_of_Zitadel_counts_where_it_has_a_key_and_base64(string metadata, string pointer, string? expected) =>
        Assert.Equal(expected, At("zitadel", $$"""{"function":"function/preuserinfo","user":{"id":"u"},"user_metadata":{{metadata}} }""", pointer));

    // A pattern's $ would let a line break pass at the end.
    [Fact]
    public void An_attribute_of_B2C_whose_name_ends_in_a_line_break_does_not_take_the_place_of_another() =>
        Assert.Equal("2", At("azure-ad-b2c", """{"objectId":"u","extension_level\n":1,"extension_level":2}""", "/user/user_metadata/level"));

    private static string? Okta(string context, string pointer) => At("okta", $$"""{"data":{"context":{{context}} } }""", pointer);

    internal static string? At(string route, string payload, string pointer)
    {
        var settings = ConfiguredProvider.Settings(route switch
        {
            "okta" => ("AuthorizationSecrets:0", "word"),
            "ory-hydra" => ("ApiKeys:0", "word"),
            "zitadel" => ("SigningKeys:0", "word"),
            "entra" => ("TenantId", "7e4a0000-0000-4000-8000-000000000001"),
            _ => ("SigningSecrets:0", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
        });
        var login = new ConfiguredProvider(route, settings).Provider.Normalize(JsonElement.Parse(payload), ProviderUnderTest.Request())!;
        Assert.True(JsonPointer.TryParse(pointer, out var path));
        return login.Event.At(path) is { } found ? found.GetRawText() : null;
    }
}
