using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Commands.Doctor.Checks;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class AudienceHostTests
{
    private const string App = "66666666-ffff-4fff-8fff-666666666666";

    [Theory]
    [InlineData($"api://login.contoso.example/{App}", 0)]
    [InlineData($"api://old.contoso.example/{App}", 1)]
    public async Task An_identifier_URI_for_another_host_than_the_one_called_is_named(string audience, int findings)
    {
        using var deployment = Deployed(audience);
        Assert.True(new AudienceHostProbe().Applies(deployment));
        var found = await new AudienceHostProbe().RunAsync(deployment, CancellationToken.None);
        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Contains("IdentityProviders:Entra:Audience", finding.Remedy, StringComparison.Ordinal));
        Assert.All(found, finding => Assert.Equal(Health.Fail, finding.Status));
    }

    [Fact]
    public void An_app_id_names_no_host()
    {
        using var deployment = Deployed(App);
        Assert.False(new AudienceHostProbe().Applies(deployment));
    }

    private static Deployment Deployed(string audience) => new(
        new("https://login.contoso.example"),
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("IdentityProviders:Entra:Audience", (string?)audience)]).Build(),
        TimeProvider.System);
}
