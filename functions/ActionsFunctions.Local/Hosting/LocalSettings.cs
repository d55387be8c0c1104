using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Hosting;

/// <summary>
/// The settings of the local server: development credentials for every provider and the local tenant as upstream, under the same
/// keys as production. The environment wins over each of them.
/// </summary>
internal static class LocalSettings
{
    private const string FlowFileKey = "PostLogin:FlowFile";

    /// <param name="tenant">Where the local tenant listens.</param>
    /// <param name="vault">Where the local vault listens.</param>
    /// <param name="overrides">Settings above the development defaults and below the environment.</param>
    /// <param name="flowFile">The flow file, whatever the settings say; null: what they say.</param>
    /// <exception cref="InvalidSettingsException">The flow file cannot be read.</exception>
    public static IConfigurationRoot Build(Uri tenant, Uri vault, IReadOnlyDictionary<string, string?> overrides, string? flowFile = null)
    {
        var defaults = Development(tenant);
        defaults["KeyVault:VaultUri"] = vault.ToString();
        foreach (var (key, value) in overrides)
            defaults[key] = value;
        return WithTenant(Read(defaults, flowFile), tenant);
    }

    /// <summary>These settings, the local tenant standing in wherever the flow names no upstream of its own.</summary>
    public static IConfigurationRoot WithTenant(IConfiguration settings, Uri tenant)
    {
        var actions = settings.GetSection("PostLogin:Actions");
        return new ConfigurationBuilder()
            .AddConfiguration(settings)
            .AddInMemoryCollection(TenantClient.BackendDefaults(actions, tenant))
            .AddInMemoryCollection(ExampleHosts.AtTenant(actions, tenant))
            .Build();
    }

    /// <summary>The routes of the providers with a development credential in use.</summary>
    public static IEnumerable<string> DevelopmentProviders(IConfiguration settings, Uri tenant) =>
        ProviderSimulators.All
            .Where(simulator => simulator.DevelopmentSettings(tenant).Any(setting => settings[setting.Key] == setting.Value))
            .Select(simulator => simulator.Route);

    /// <summary>The routes of the providers of which nobody has configured anything.</summary>
    public static IEnumerable<string> UntouchedProviders(IConfiguration settings, Uri tenant) =>
        ProviderSimulators.All
            .Where(simulator => simulator.DevelopmentSettings(tenant).All(setting => settings[setting.Key] == setting.Value))
            .Select(simulator => simulator.Route);

    /// <summary>The credentials of callers, to sign a call to a server that runs elsewhere.</summary>
    public static IConfigurationRoot Credentials(Uri tenant) =>
        new ConfigurationBuilder().AddInMemoryCollection(Development(tenant)).AddEnvironmentVariables().Build();

    private static Dictionary<string, string?> Development(Uri tenant)
    {
        var settings = new Dictionary<string, string?>(TenantClient.GraphSettings(tenant), StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in ProviderSimulators.All.SelectMany(simulator => simulator.DevelopmentSettings(tenant)))
            settings[key] = value;
        return settings;
    }

    private static IConfigurationRoot Read(Dictionary<string, string?> defaults, string? flowFile)
    {
        try
        {
            return AppConfiguration.Build(AppContext.BaseDirectory, defaults, flowFile);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidSettingsException([new(FlowFileKey, $"cannot be read: {fault.GetBaseException().Message}")]);
        }
    }
}
