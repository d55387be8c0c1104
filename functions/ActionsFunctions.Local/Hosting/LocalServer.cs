using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Tenant;

namespace ActionsFunctions.Local.Hosting;

/// <summary>The product on Kestrel beside its local tenant.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly WebhookApp app;
    private readonly CancellationTokenSource stopping = new();

    private LocalServer(WebApplication application, WebhookApp app, LocalTenant tenant, IConfiguration settings)
    {
        this.application = application;
        this.app = app;
        Tenant = tenant;
        Settings = settings;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new(ListenAddress.DefaultUrl);

    public LocalTenant Tenant { get; }

    /// <summary>The warm-up, which may go on while requests are answered.</summary>
    public Task WarmUp { get; private set; } = Task.CompletedTask;

    /// <summary>The settings in force, the tenant's included.</summary>
    public IConfiguration Settings { get; }

    /// <summary>Starts the tenant, then the server that uses it, and its warm-up.</summary>
    /// <param name="overrides">Settings above the development defaults and below the environment.</param>
    /// <param name="options">What the product gets from this host; the function key is set here.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="Settings.InvalidSettingsException">The configuration has mistakes.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<LocalServer> StartAsync(
        IReadOnlyDictionary<string, string?> overrides, WebhookAppOptions options, CancellationToken cancellationToken)
    {
        var tenant = await LocalTenant.StartAsync(options.Clock, options.Log, cancellationToken);
        LocalServer? server = null;
        try
        {
            server = Create(tenant, LocalSettings.Build(tenant.Address, tenant.Vault.Address, overrides), options);
            server.Address = await QuietKestrel.StartAsync(server.application, cancellationToken);
            server.WarmUp = server.app.WarmUpAsync(server.stopping.Token);
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? tenant.DisposeAsync());
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await WarmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await application.DisposeAsync();
        await app.DisposeAsync();
        await Tenant.DisposeAsync();
        stopping.Dispose();
    }

    private static LocalServer Create(LocalTenant tenant, IConfiguration settings, WebhookAppOptions options)
    {
        var listen = ListenAddress.Of(settings);
        var functionKey = settings[ListenAddress.FunctionKeyKey];
        var product = WebhookApp.Create(settings, options with
        {
            FunctionKey = string.IsNullOrEmpty(functionKey) ? null : functionKey,
            // Whoever tries one provider must not trip over the reserved names of the others. The neutral exchange is everybody's.
            AdvisoryProviders = LocalSettings.UntouchedProviders(settings, tenant.Address).Where(route => route != "auth0").ToHashSet(StringComparer.Ordinal),
            // A vault of the user's own is read as in production.
            Vault = tenant.Vault.IsAt(settings["KeyVault:VaultUri"]) ? tenant.Vault.CreateClient : null,
        });
        var kestrel = QuietKestrel.Build(listen.Apply, options.Log);
        kestrel.Run(new WebhookEndpoint(product, options.Clock).HandleAsync);
        return new(kestrel, product, tenant, settings);
    }
}
