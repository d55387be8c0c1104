using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Okta;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.Okta;

public sealed class OktaSettingsTests
{
    [Fact]
    public void Without_a_secret_it_does_not_start() =>
        Assert.Equal(["Okta:AuthorizationSecrets"], Faults(("AuthorizationHeader", "X-Hook")));

    [Theory]
    [InlineData("AuthorizationSecrets:0", " blank before")]
    [InlineData("AuthorizationSecrets:0", "line\nbreak")]
    [InlineData("AuthorizationHeader", "X Hook")]
    [InlineData("AuthorizationHeader", "X-Höök")]
    [InlineData("AuthorisationSecrets:0", "typo")]
    public void What_no_header_can_be_is_a_mistake_at_start(string key, string value) =>
        Assert.Equal(["Okta:" + (key.StartsWith("Authoris", StringComparison.Ordinal) ? key[..^2] : key)], Faults(("AuthorizationSecrets:1", "good"), (key, value)));

    [Fact]
    public async Task The_secret_is_looked_for_in_the_configured_header_only()
    {
        var provider = Provider(("AuthorizationHeader", "X-Hook"), ("AuthorizationSecrets:0", "Basic of: whatever you like"));

        Assert.Equal(CallerVerdict.Accepted, await provider.VerdictAsync(("x-hook", "Basic of: whatever you like")));
        Assert.Equal(CallerVerdict.Missing, await provider.VerdictAsync(("Authorization", "Basic of: whatever you like")));
    }

    [Fact]
    public async Task While_the_vault_gives_no_secret_the_caller_is_told_to_come_again() =>
        Assert.Equal(CallerVerdict.Unavailable, await Provider(("AuthorizationSecrets:0", "keyvault:okta")).VerdictAsync(("Authorization", "right, perhaps")));

    [Theory]
    [InlineData("https://actions.example/groups", true, true)]
    [InlineData("groups", false, false)]
    [InlineData("role", false, true)]
    [InlineData("okta_level", false, true)]
    [InlineData("scp", true, false)]
    [InlineData("sub", false, true)]
    [InlineData("", false, false)]
    public void A_reserved_name_is_refused_for_the_token_that_reserves_it(string name, bool inIdToken, bool inAccessToken)
    {
        var rules = Provider(("AuthorizationSecrets:0", "good")).Provider.ClaimRules;

        Assert.Equal((inIdToken, inAccessToken), (rules.RefuseName(Token.Id, name) is null, rules.RefuseName(Token.Access, name) is null));
    }

    [Fact]
    public void A_claim_takes_the_bytes_of_its_operation_and_of_the_comma_behind_it() => Assert.Equal(
        """{"op":"add","path":"/claims/a~1b","value":"x"},""".Length,
        new OktaClaims().SizeOf(new(Command.SetIdTokenClaim, ["a/b", "x"])));

    private static IReadOnlyList<string> Faults(params (string, string)[] settings) => Provider(settings).FaultKeys;

    private static ConfiguredProvider Provider(params (string, string)[] settings) => new("okta", ConfiguredProvider.Settings(settings));
}
