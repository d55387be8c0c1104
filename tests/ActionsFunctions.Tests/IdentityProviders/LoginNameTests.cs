using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>What tells a login from others: what all attempts of the provider have in common, and the id that its own log shows.</summary>
public sealed class LoginNameTests
{
    private const string Tenant = "7e4a0000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("""{"event":{"user":{"user_id":"u"},"transaction":{"id":"tx"}}}""", "tx\n", "tx", null)]
    [InlineData("""{"event":{"user":{"user_id":"u"},"transaction":{"id":"tx"}},"continuation":{"action":"consent"}}""", "tx\nconsent", "tx", "consent")]
    [InlineData("""{"event":{"user":{"user_id":"u"}},"continuation":{"action":"consent"}}""", null, null, "consent")]
    [InlineData("""{"event":{"user":{"user_id":"u"}}}""", null, null, null)]
    public void Auth0_names_its_transaction_and_the_action_that_goes_on(string payload, string? name, string? callerId, string? continuation)
    {
        var login = Login("auth0", payload)!;
        Assert.Equal((name, callerId, continuation), (login.Name, login.CallerCorrelationId, login.Continuation));
    }

    [Theory]
    [InlineData("""{"correlationId":"c","clientServicePrincipal":{"appId":"a"},"resourceServicePrincipal":{"appId":"r"} }""", "c\na\nr", "c")]
    [InlineData("""{"correlationId":"c","clientServicePrincipal":{"appId":"a"} }""", "c\na\n", "c")]
    [InlineData("""{"correlationId":"c","resourceServicePrincipal":{"appId":"r"} }""", "c\n\nr", "c")]
    [InlineData("""{"correlationId":"","clientServicePrincipal":{"appId":"a"} }""", null, "")]
    [InlineData("""{"clientServicePrincipal":{"appId":"a"} }""", null, null)]
    public void Entra_names_the_sign_in_and_the_applications_at_both_ends(string context, string? name, string? callerId)
    {
        var login = Login("entra", $$"""{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"{{Tenant}}","authenticationContext":{{context}} } }""")!;
        Assert.Equal((name, callerId), (login.Name, login.CallerCorrelationId));
    }

    [Theory]
    [InlineData("""{"eventId":"e","data":{"context":{"request":{"id":"r"}}}}""", "e", "r")]
    [InlineData("""{"eventId":"","data":{"context":{"request":{"id":""}}}}""", null, null)]
    [InlineData("""{"data":{"context":{}}}""", null, null)]
    public void Okta_names_the_event_and_its_log_shows_the_request(string payload, string? name, string? callerId)
    {
        var login = Login("okta", payload)!;
        Assert.Equal((name, callerId), (login.Name, login.CallerCorrelationId));
    }

    [Theory]
    [InlineData("ory-hydra", """{"session":{},"request":{"client_id":"c"}}""")]
    [InlineData("supabase", """{"claims":{"sub":"u"},"user_id":"u"}""")]
    public void Of_a_provider_that_gives_no_name_every_attempt_has_the_same_bytes(string route, string payload)
    {
        var login = Login(route, payload)!;
        Assert.Equal((Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(payload))), null), (login.Name, login.CallerCorrelationId));
    }

    [Fact]
    public void Azure_AD_B2C_names_a_login_where_its_policy_sends_an_id_and_else_for_90_seconds_by_its_bytes()
    {
        var test = new ProviderUnderTest("azure-ad-b2c");
        var provider = test.Type.Create(test.Shared);
        NormalizedLogin Of(string payload) => provider.Normalize(JsonElement.Parse(payload), ProviderUnderTest.Request())!;

        Assert.Equal(("id", "id"), (Of("""{"correlationId":"id"}""").Name, Of("""{"correlationId":"id"}""").CallerCorrelationId));
        var first = Of("""{"objectId":"u"}""");
        Assert.Null(first.CallerCorrelationId);
        Assert.Equal(32, first.Name!.Length);
        Assert.NotEqual(first.Name, Of("""{"objectId":"v"}""").Name);
        test.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(first.Name, Of("""{"objectId":"u"}""").Name);
        test.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotEqual(first.Name, Of("""{"objectId":"u"}""").Name);
    }

    [Fact]
    public void Each_call_of_ZITADEL_is_a_login_of_its_own()
    {
        var login = Login("zitadel", """{"function":"preuserinfo","user":{"id":"u"}}""")!;
        Assert.Equal((null, null), (login.Name, login.CallerCorrelationId));
    }

    [Theory]
    [InlineData("auth0", """{"event":{"user":{"user_id":"u"}},"continuation":{}}""")]
    [InlineData("azure-ad-b2c", """{"identities":{}}""")]
    [InlineData("azure-ad-b2c", """{"identities":"none"}""")]
    [InlineData("okta", """{"eventType":7,"data":{"context":{}}}""")]
    [InlineData("okta", """{"data":{"context":{"request":[]}}}""")]
    [InlineData("okta", """{"data":{"context":{"protocol":"x"}}}""")]
    [InlineData("okta", """{"data":{"context":{"session":1}}}""")]
    [InlineData("okta", """{"data":{"context":{"user":true}}}""")]
    [InlineData("okta", """{"data":{"context":{},"identity":[]}}""")]
    [InlineData("okta", """{"data":{"context":{},"access":"x"}}""")]
    [InlineData("ory-hydra", """{"session":{"extra":[]},"request":{}}""")]
    [InlineData("ory-hydra", """{"session":{"id_token":[]},"request":{}}""")]
    [InlineData("ory-hydra", """{"session":{"id_token":{"subject":7}},"request":{}}""")]
    [InlineData("ory-hydra", """{"session":{"id_token":{"id_token_claims":[]}},"request":{}}""")]
    [InlineData("ory-hydra", """{"session":{"id_token":{"id_token_claims":{"ext":[]}}},"request":{}}""")]
    [InlineData("ory-hydra", """{"session":{},"request":[]}""")]
    [InlineData("zitadel", """{"function":"preuserinfo","userinfo":[]}""")]
    [InlineData("zitadel", """{"function":"preuserinfo","user_metadata":{}}""")]
    [InlineData("zitadel", """{"function":"preuserinfo","org":"x"}""")]
    [InlineData("zitadel", """{"function":"preuserinfo","application":"x"}""")]
    [InlineData("zitadel", """{"function":"function/function/preuserinfo"}""")]
    [InlineData("supabase", """{"claims":{},"metadata":[]}""")]
    [InlineData("entra", """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{"user":[]}}}""")]
    [InlineData("entra", """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001"}}""")]
    [InlineData("entra", """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"authenticationContext":{}}}""")]
    [InlineData("entra", """{"type":"tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{}}}""")]
    public void What_has_another_shape_is_no_login(string route, string payload) => Assert.Null(Login(route, payload));

    private static NormalizedLogin? Login(string route, string payload)
    {
        var test = new ProviderUnderTest(route, ("TenantId", Tenant));
        return test.Type.Create(test.Shared).Normalize(JsonElement.Parse(payload), ProviderUnderTest.Request());
    }
}
