using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.IdentityProviders.AzureAdB2C;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.IdentityProviders.Okta;
using ActionsFunctions.IdentityProviders.OryHydra;
using ActionsFunctions.IdentityProviders.Supabase;
using ActionsFunctions.IdentityProviders.Zitadel;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>Names that no provider carries.</summary>
public sealed class ClaimNameTests
{
    private static readonly ClaimRules[] All =
        [new Auth0Claims(), new AzureAdB2CClaims(true), new AzureAdB2CClaims(false), new EntraClaims(), new OktaClaims(), new OryHydraClaims(), new SupabaseClaims(1000), new ZitadelClaims(default)];

    [Fact]
    public void A_claim_needs_a_name() =>
        Assert.All(All, rules => Assert.All((Token[])[Token.Id, Token.Access], token => Assert.False(string.IsNullOrEmpty(rules.RefuseName(token, "")), rules.GetType().Name)));

    // A pattern's $ would let a line break pass at the end.
    [Theory]
    [InlineData("plan", "plan")]
    [InlineData("plan\n", "extension_plan_")]
    public void A_name_that_ends_in_a_line_break_is_no_plain_name(string name, string inToken) =>
        Assert.Equal(inToken, new AzureAdB2CClaims(true).NameInToken(Token.Id, name));
}
