using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.IdentityProviders.Auth0;

/// <summary>Which claims an access token for an API of Auth0's own loses: here they are refused, and so reported.</summary>
public sealed class Auth0ClaimsTests
{
    [Theory]
    [InlineData("https://tenant.auth0.com/api/v2/", "tier", true)]
    [InlineData("https://tenant.eu.auth0.com/me/", "tier", true)]
    [InlineData("https://tenant.auth0.com/api/v2/", "https://app.example/tier", false)]
    [InlineData("https://tenant.auth0.com/api/v2/", "urn:app:tier", false)]
    [InlineData("https://tenant.auth0.com/api/v2/", "nickname", false)]
    [InlineData("https://tenant.auth0.com/api/v2/", "/tier", true)]
    [InlineData("https://tenant.auth0.com/userinfo", "tier", false)]
    [InlineData("https://api.contoso.example", "tier", false)]
    [InlineData("https://notauth0.com/api/v2/", "tier", false)]
    [InlineData("https://auth0.com/api/v2/", "tier", false)]
    [InlineData("https://Tenant.AUTH0.com/api/v2/", "tier", true)]
    [InlineData("https://tenant.auth\u200e0.com/api/v2/", "tier", true)]
    [InlineData("https://tenant.auth0.com/userinfo/", "tier", true)]
    [InlineData("https://api.contoso.example/tenant.auth0.com", "tier", false)]
    [InlineData("tenant.auth0.com", "tier", false)]
    [InlineData("my-api", "tier", false)]
    [InlineData(null, "tier", false)]
    public void An_access_token_for_an_API_of_Auth0_carries_namespaced_claims_only(string? audience, string name, bool refused)
    {
        var rules = new Auth0Claims(audience);
        Assert.Equal(refused ? "an access token for an API of Auth0 carries namespaced claims only" : null, rules.RefuseName(Token.Access, name));
        Assert.Null(rules.RefuseName(Token.Id, name));
    }

    [Theory]
    [InlineData("https://auth0.com/x", true)]
    [InlineData("HTTPS://AUTH0.COM/x", true)]
    [InlineData("https://contoso.eu.auth0.com/x", true)]
    [InlineData("https://auth\u200e0.com/x", true)]
    [InlineData("https://webtask.io/x", true)]
    [InlineData("https://contoso.webtask.io/x", true)]
    [InlineData("https://webtask.run/x", true)]
    [InlineData("https://Contoso.Webtask.Run/x", true)]
    [InlineData("urn:auth0", true)]
    [InlineData("URN:Auth0:x", true)]
    [InlineData("https://notauth0.com/x", false)]
    [InlineData("https://notwebtask.io/x", false)]
    [InlineData("https://auth0.com.contoso.example/x", false)]
    [InlineData("https://contoso.example/auth0.com", false)]
    [InlineData("https://contoso.example/100%/x", false)]
    [InlineData("auth0.com/x", false)]
    [InlineData("webtask.io", false)]
    [InlineData("urn:contoso:auth0", false)]
    public void A_namespace_of_Auth0_is_its_own(string name, bool refused)
    {
        Assert.Equal(refused ? "the namespace belongs to Auth0" : null, new Auth0Claims().RefuseName(Token.Id, name));
        Assert.Equal(refused ? "the namespace belongs to Auth0" : null, new Auth0Claims().RefuseName(Token.Access, name));
    }
}
