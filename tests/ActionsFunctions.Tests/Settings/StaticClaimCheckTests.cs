using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Shaping;
using ActionsFunctions.Tests.Secrets;
using Moq;

namespace ActionsFunctions.Tests.Settings;

/// <summary>A claim that a provider has no place for is found at start, for the tokens that it is meant for and no other.</summary>
public sealed class StaticClaimCheckTests
{
    [Theory]
    [InlineData("both", Tokens.Id, "K: cannot be issued by one: not in an ID token")]
    [InlineData("both", Tokens.Access, "K: cannot be issued by one: not in an access token")]
    [InlineData("both", Tokens.Both, "K: cannot be issued by one: not in an ID token")]
    [InlineData("id", Tokens.Id, "K: cannot be issued by one: not in an ID token")]
    [InlineData("id", Tokens.Access)]
    [InlineData("id", Tokens.Both, "K: cannot be issued by one: not in an ID token")]
    [InlineData("access", Tokens.Id)]
    [InlineData("access", Tokens.Access, "K: cannot be issued by one: not in an access token")]
    [InlineData("access", Tokens.Both, "K: cannot be issued by one: not in an access token")]
    [InlineData("fine", Tokens.Both)]
    public void It_is_a_mistake_or_a_warning_where_nobody_configured_the_provider_on_purpose(string name, Tokens tokens, params string[] expected)
    {
        var (faults, log) = (new SettingFaults(), new RecordedLog());
        IIdentityProvider[] providers = [Provider("one"), Provider("two")];

        StaticClaimCheck.Run([new("K", name, tokens)], providers, new HashSet<string> { "two" }, faults, log);

        Assert.Equal(expected, faults.All.Select(fault => fault.ToString()));
        Assert.Equal(
            expected.Select(_ => "K cannot be issued by two, whose tokens have no place for it. Its logins go on without that claim."), log.Lines.Select(line => line.Text));
    }

    private static IIdentityProvider Provider(string route) => Mock.Of<IIdentityProvider>(provider => provider.Route == route && provider.ClaimRules == new Rules());

    private sealed class Rules : ClaimRules
    {
        public override string? RefuseName(Token token, string name) => (token, name) switch
        {
            (Token.Id, "id" or "both") => "not in an ID token",
            (Token.Access, "access" or "both") => "not in an access token",
            _ => null,
        };

        public override bool Honours(string method) => true;
    }
}
