using ActionsFunctions.Export;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.ConsoleApi;
using ActionsFunctions.Local.Tenant;

namespace ActionsFunctions.Local.Hosting;

/// <summary>The product on Kestrel beside its local tenant.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly WebhookApp app;
    private readonly ConsoleRunner console;
    private readonly TelemetryExport? export;
    private readonly CancellationTokenSource stopping = new();

    private LocalServer(IConfiguration settings, LocalTenant tenant, WebhookAppOptions options)
    {
        Settings = settings;
        Tenant = tenant;
        var listen = ListenAddress.Of(settings);
        app = Compose(settings, tenant, options);
        console = new(settings, tenant, options);
        application = QuietKestrel.Build(listen.Apply, options.Log);
        var page = new ConsoleEndpoint(console, new(settings, tenant.Address, options), new ConsoleGuard(settings[ListenAddress.FunctionKeyKey]));
        var webhook = new WebhookEndpoint(app, options.Clock);
        application.Run(context => ConsoleEndpoint.Owns(context.Request.Path) ? page.HandleAsync(context) : webhook.HandleAsync(context));
        export = TelemetryExport.Start(settings);
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
            server = new(LocalSettings.Build(tenant.Address, tenant.Vault.Address, overrides), tenant, options);
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

    /// <summary>The product beside this tenant.</summary>
    /// <exception cref="Settings.InvalidSettingsException">The configuration has mistakes.</exception>
    public static WebhookApp Compose(IConfiguration settings, LocalTenant tenant, WebhookAppOptions options)
    {
        var functionKey = settings[ListenAddress.FunctionKeyKey];
        return WebhookApp.Create(settings, options with
        {
            FunctionKey = string.IsNullOrEmpty(functionKey) ? null : functionKey,
            // Whoever tries one provider must not trip over the reserved names of the others. The neutral exchange is everybody's.
            AdvisoryProviders = LocalSettings.UntouchedProviders(settings, tenant.Address).Where(route => route != "auth0").ToHashSet(StringComparer.Ordinal),
            // A vault of the user's own is read as in production.
            Vault = tenant.Vault.IsAt(settings["KeyVault:VaultUri"]) ? tenant.Vault.CreateClient : null,
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await WarmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await application.DisposeAsync();
        await console.DisposeAsync();
        await app.DisposeAsync();
        // Sends what is not sent yet.
        export?.Dispose();
        await Tenant.DisposeAsync();
        stopping.Dispose();
    }
}
