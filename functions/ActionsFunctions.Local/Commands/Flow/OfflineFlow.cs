using ActionsFunctions.Hosting;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Planning;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Flow;

/// <summary>A flow as the local server would start with it, without a server: nothing listens and nobody is called.</summary>
internal sealed class OfflineFlow : IAsyncDisposable
{
    // Nobody listens there (RFC 6335, port 1): a call that should not be made fails at once.
    private static readonly Uri Tenant = new("http://127.0.0.1:1");
    private static readonly Uri Vault = new("https://127.0.0.1:1");
    private readonly WebhookApp app;
    private readonly IConfiguration settings;

    private OfflineFlow(WebhookApp app, IConfiguration settings)
    {
        this.app = app;
        this.settings = settings;
    }

    public FlowPlan Plan => app.Flow;

    /// <param name="file">The flow file; null: the one that the settings name.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">Where warnings go.</param>
    /// <exception cref="InvalidSettingsException">The flow has mistakes; all of them are in it.</exception>
    public static OfflineFlow Open(string? file, TimeProvider clock, ILoggerFactory log)
    {
        var defaults = LocalSettings.Build(Tenant, Vault, new Dictionary<string, string?>(StringComparer.Ordinal), file);
        return Open(defaults, Tenant, new() { Clock = clock, Log = log });
    }

    /// <param name="settings">Settings that a server starts with.</param>
    /// <param name="tenant">The local tenant that they name.</param>
    /// <param name="options">What the product gets of that server.</param>
    /// <exception cref="InvalidSettingsException">The flow has mistakes; all of them are in it.</exception>
    public static OfflineFlow Open(IConfiguration settings, Uri tenant, WebhookAppOptions options)
    {
        var configuration = WithoutVault(settings);
        var advisory = LocalSettings.UntouchedProviders(configuration, tenant).Where(route => route != "auth0").ToHashSet(StringComparer.Ordinal);
        return new(WebhookApp.Create(configuration, options with { AdvisoryProviders = advisory, Vault = null }), configuration);
    }

    /// <summary>The time that each provider's logins have.</summary>
    public IEnumerable<(string Provider, TimeSpan Budget)> Budgets()
    {
        var postLogin = new SettingsReader(settings.GetSection("PostLogin"), "PostLogin", new());
        return ProviderTypes.All.Select(type => (type.Route, ProviderReader.Budget(postLogin, type)));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // What actions read of the vault is not needed to look at a flow, nor to replay one: upstreams answer from the recording.
    private static IConfigurationRoot WithoutVault(IConfiguration read)
    {
        var secrets = read.GetSection("PostLogin:Actions").AsEnumerable()
            .Where(setting => setting.Value?.StartsWith("keyvault:", StringComparison.Ordinal) is true && (setting.Key.Contains(":Secrets:", StringComparison.OrdinalIgnoreCase) || setting.Key.EndsWith(":FunctionKey", StringComparison.OrdinalIgnoreCase)))
            .Select(setting => new KeyValuePair<string, string?>(setting.Key, "not read"))
            .Append(new("KeyVault:VaultUri", Vault.ToString()))
            .ToList();
        return new ConfigurationBuilder().AddConfiguration(read).AddInMemoryCollection(secrets).Build();
    }
}
