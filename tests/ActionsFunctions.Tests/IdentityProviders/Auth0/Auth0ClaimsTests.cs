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
    [InlineData("https://tenant.auth0.com/userinfo", "tier", false)]
    [InlineData("https://api.contoso.example", "tier", false)]
    [InlineData("https://notauth0.com/api/v2/", "tier", false)]
    [InlineData("my-api", "tier", false)]
    [InlineData(null, "tier", false)]
    public void An_access_token_for_an_API_of_Auth0_carries_namespaced_claims_only(string? audience, string name, bool refused)
    {
        var rules = new Auth0Claims(audience);
        Assert.Equal(refused, rules.RefuseName(Token.Access, name) is not null);
        Assert.Null(rules.RefuseName(Token.Id, name));
    }
}
