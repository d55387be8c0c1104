using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Commands.Doctor.Checks;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

/// <summary>What doctor says of an installation.</summary>
internal sealed record Examined(IReadOnlyList<Diagnosis> Report)
{
    /// <summary>The local server with these settings, beside a tenant that was seeded.</summary>
    public static async Task<Examined> LocalServerAsync(Action<LocalTenant> seed, params (string Key, string Value)[] settings)
    {
        await using var tenant = await LocalTenant.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        seed(tenant);
        var overrides = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.Ordinal);
        using var installation = new Installation(LocalSettings.Build(tenant.Address, tenant.Vault.Address, overrides), Path.GetTempPath(), tenant, TimeProvider.System);
        return new(await new Checkup(TimeProvider.System).RunAsync(AllChecks.OfInstallation, installation, CancellationToken.None));
    }

    public static Task<Examined> LocalServerAsync(params (string Key, string Value)[] settings) => LocalServerAsync(_ => { }, settings);

    /// <summary>The Functions app with exactly these settings, in this folder. Only the checks named are run: the others would call the real Azure.</summary>
    public static async Task<Examined> FunctionsAppAsync(IConfiguration settings, string folder, Func<string?, TokenCredential>? identity, params string[] checks)
    {
        using var installation = new Installation(settings, folder, tenant: null, TimeProvider.System, identity);
        var chosen = AllChecks.OfInstallation.Where(check => checks.Contains(check.Id, StringComparer.Ordinal)).ToList();
        return new(await new Checkup(TimeProvider.System).RunAsync(chosen, installation, CancellationToken.None));
    }

    /// <summary>A server that runs. Budgets are small, so that a busy machine does not make round trips too long for them.</summary>
    public static async Task<Examined> DeploymentAsync(Uri address, string? functionKey = null, string? user = null, params (string Key, string Value)[] settings)
    {
        var here = new ConfigurationBuilder().AddConfiguration(LocalSettings.Credentials(address))
            .AddInMemoryCollection(ProviderTypes.All.Select(type => KeyValuePair.Create($"PostLogin:Budgets:{type.Section}", (string?)"00:00:00.100")))
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        using var deployment = new Deployment(address, here, TimeProvider.System) { FunctionKey = functionKey, User = user };
        return new(await new Checkup(TimeProvider.System).RunAsync(AllChecks.OfDeployment, deployment, CancellationToken.None));
    }

    /// <summary>The check says this, and its remedy names all of that.</summary>
    public void Says(string id, Health status, params string[] named)
    {
        var diagnosis = Assert.Single(Report, diagnosis => diagnosis.Id == id);
        Assert.Equal(status, diagnosis.Status);
        var remedies = string.Join('\n', diagnosis.Findings.Select(finding => finding.Remedy));
        Assert.All(named, text => Assert.Contains(text, remedies, StringComparison.Ordinal));
    }

    /// <summary>Nothing else fails: the remedy leads to the fault and not beside it.</summary>
    public void FailsOnly(params string[] ids) =>
        Assert.Equal(ids.Order(StringComparer.Ordinal), Report.Where(diagnosis => diagnosis.Status == Health.Fail).Select(diagnosis => diagnosis.Id).Order(StringComparer.Ordinal));
}
