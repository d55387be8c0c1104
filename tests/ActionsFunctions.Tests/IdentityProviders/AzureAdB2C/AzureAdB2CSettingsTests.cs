using ActionsFunctions.Model;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.AzureAdB2C;

public sealed class AzureAdB2CSettingsTests
{
    private const string Thumbprint = "6ad7a7d5c1a6a0b0e8b6d5f9b8f2c36a0c1d2e3f405162738495a6b7c8d9eafb";

    [Theory]
    [InlineData("OnDeny", "fail", "AzureAdB2C:Passwords")]
    [InlineData("Username", "connector", "AzureAdB2C:Passwords")]
    [InlineData("Passwords:0", "word", "AzureAdB2C:Username")]
    [InlineData("ClientCertificateThumbprints:0", Thumbprint, "AzureAdB2C:Passwords")]
    [InlineData("TrustClientCertificateHeader", "true", "AzureAdB2C:Passwords")]
    public void Without_a_credential_it_does_not_start(string key, string value, string fault) =>
        Assert.Equal([fault], new ConfiguredProvider("azure-ad-b2c", ConfiguredProvider.Settings((key, value)), true).FaultKeys);

    [Fact]
    public void A_certificate_alone_is_no_credential_where_no_platform_forwards_it()
    {
        var settings = ConfiguredProvider.Settings(("ClientCertificateThumbprints:0", Thumbprint), ("TrustClientCertificateHeader", "true"));

        Assert.Equal(["AzureAdB2C:Passwords"], new ConfiguredProvider("azure-ad-b2c", settings).FaultKeys);
        Assert.Empty(new ConfiguredProvider("azure-ad-b2c", settings, true).FaultKeys);
    }

    [Fact]
    public void Every_mistake_is_reported_with_its_key()
    {
        var settings = ConfiguredProvider.Settings(
            ("Username", "con:nector"), ("Passwords:0", "word"), ("ClientCertificateThumbprints:0", "abc"), ("TrustClientCertificateHeader", "maybe"),
            ("OnDeny", "refuse"), ("Password", "word"));

        Assert.Equal(
            ["AzureAdB2C:ClientCertificateThumbprints:0", "AzureAdB2C:OnDeny", "AzureAdB2C:Password", "AzureAdB2C:TrustClientCertificateHeader", "AzureAdB2C:Username"],
            new ConfiguredProvider("azure-ad-b2c", settings).FaultKeys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://actions.example/groups", true)]
    [InlineData("extension_LoyaltyLevel", true)]
    [InlineData("postalCode", true)]
    [InlineData("plan", true)]
    [InlineData("email", false)]
    [InlineData("version", false)]
    [InlineData("https://actions.example/", false)]
    [InlineData("", false)]
    public void A_claim_name_that_can_never_be_carried_is_a_mistake_at_start(string name, bool carried) =>
        Assert.Equal(
            carried,
            new ConfiguredProvider("azure-ad-b2c", ConfiguredProvider.Settings(("Username", "connector"), ("Passwords:0", "word"))).Provider.ClaimRules.RefuseName(Token.Id, name) is null);
}
