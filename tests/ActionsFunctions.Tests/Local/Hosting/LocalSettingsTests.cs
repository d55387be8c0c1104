using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.Local.Hosting;

public sealed class LocalSettingsTests
{
    private static readonly Uri Tenant = new("http://127.0.0.1:4711");
    private static readonly Uri Vault = new("https://127.0.0.1:9443");

    [Fact]
    public void Gives_the_shipped_backend_entry_the_backend_of_the_tenant()
    {
        var settings = LocalSettings.Build(Tenant, Vault, new Dictionary<string, string?>(StringComparer.Ordinal));
        Assert.Equal("http://127.0.0.1:4711/users/by-email/{user.email}", settings["PostLogin:Actions:1:Settings:Url"]);
        Assert.NotNull(settings["PostLogin:Actions:1:Settings:Auth:ClientSecret"]);
    }

    [Fact]
    public void Finds_backend_entries_by_type_in_a_flow_of_the_users_own()
    {
        using var flow = new TemporaryFile("""{"PostLogin":{"Actions":[{"Name":"crm","Type":"backend-profile"},{"Name":"premium-flag"}]}}""");
        var settings = Build(("PostLogin:FlowFile", flow.Path));
        Assert.NotNull(settings["PostLogin:Actions:0:Settings:Url"]);
        Assert.Null(settings["PostLogin:Actions:1:Settings:Url"]);
    }

    [Fact]
    public void Leaves_a_backend_of_the_users_own_alone()
    {
        var settings = Build(("PostLogin:Actions:1:Settings:Url", "https://crm.contoso.example"));
        Assert.Equal("https://crm.contoso.example", settings["PostLogin:Actions:1:Settings:Url"]);
        Assert.Null(settings["PostLogin:Actions:1:Settings:Auth:ClientSecret"]);
    }

    [Fact]
    public void Simulates_every_provider_that_is_ready_and_ships_credentials_for_it()
    {
        var settings = Build();
        foreach (var simulator in ProviderSimulators.All)
        {
            var type = Assert.Single(ProviderTypes.All, type => type.Route == simulator.Route);
            Assert.NotEmpty(settings.GetSection($"IdentityProviders:{type.Section}").GetChildren());
        }
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Build(params (string Key, string? Value)[] settings) =>
        LocalSettings.Build(Tenant, Vault, settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal));
}
