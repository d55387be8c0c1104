using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

public sealed class EntraSettingsTests
{
    private const string Section = "IdentityProviders:Entra:";

    [Fact]
    public void Tenant_and_audience_suffice() => Assert.Empty(Faults(("TenantId", EntraUnderTest.TenantId), ("Audience", EntraUnderTest.Audience)));

    [Theory]
    [InlineData("TenantId", null)]
    [InlineData("TenantId", "contoso.onmicrosoft.com")]
    [InlineData("TenantId", "{7e4a0000-0000-4000-8000-000000000001}")]
    [InlineData("Audience", null)]
    [InlineData("MetadataAddress", "http://login.microsoftonline.com/x")]
    [InlineData("MetadataAddress", "login.microsoftonline.com")]
    [InlineData("MetadataAddress", "https://user@login.microsoftonline.com/x")]
    [InlineData("AllowedCallers:1", "somebody")]
    [InlineData("AllowedCallers:1", "")]
    [InlineData("OnDeny", "allow")]
    [InlineData("Authority", "https://login.microsoftonline.com/")]
    public void A_mistake_is_reported_with_its_key(string key, string? value)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["TenantId"] = EntraUnderTest.TenantId,
            ["Audience"] = EntraUnderTest.Audience,
            ["AllowedCallers:0"] = "0a0a0a0a-0000-4000-8000-00000000000a",
            [key] = value,
        };
        var fault = Assert.Single(Faults([.. settings.Select(setting => (setting.Key, setting.Value))]));
        Assert.Equal(Section + key, fault.Key);
    }

    [Fact]
    public void All_mistakes_come_out_together() =>
        Assert.Equal((string[])[Section + "TenantId", Section + "Audience", Section + "OnDeny"], Faults(("OnDeny", "?"), ("AllowedCallers:0", EntraUnderTest.TenantId)).Select(fault => fault.Key), StringComparer.Ordinal);

    [Fact]
    public void What_is_not_set_is_that_of_every_tenant()
    {
        var settings = Read(("TenantId", EntraUnderTest.TenantId.ToUpperInvariant()), ("Audience", EntraUnderTest.Audience));

        Assert.Equal((EntraUnderTest.TenantId, EntraUnderTest.Audience, OnDeny.Fail), (settings.TenantId, settings.Audience, settings.OnDeny));
        Assert.Equal("https://login.microsoftonline.com/7e4a0000-0000-4000-8000-000000000001/v2.0/.well-known/openid-configuration", settings.MetadataAddress.AbsoluteUri);
        Assert.Equal(["99045fe1-7639-4a75-9d4a-577b6ca3810f"], settings.AllowedCallers);
    }

    [Fact]
    public void What_is_set_counts_instead()
    {
        const string Caller = "0a0a0a0a-0000-4000-8000-00000000000a";
        var settings = Read(
            ("TenantId", EntraUnderTest.TenantId), ("Audience", "api://x"), ("MetadataAddress", "https://x.ciamlogin.com/metadata"), ("AllowedCallers:0", Caller.ToUpperInvariant()),
            ("OnDeny", "continue-without-claims"));

        Assert.Equal(("api://x", OnDeny.ContinueWithoutClaims, "https://x.ciamlogin.com/metadata"), (settings.Audience, settings.OnDeny, settings.MetadataAddress.AbsoluteUri));
        Assert.Equal([Caller], settings.AllowedCallers);
    }

    private static EntraSettings Read(params (string Key, string? Value)[] settings)
    {
        var faults = new SettingFaults();
        var read = EntraSettings.Read(new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build(), "", faults));
        Assert.Empty(faults.All);
        return read;
    }

    private static IReadOnlyList<SettingFault> Faults(params (string, string?)[] settings)
    {
        var faults = new SettingFaults();
        EntraUnderTest.Create(new ManualTimeProvider(), faults, settings);
        return faults.All;
    }
}
