using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Observing;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>The real product with one flow on a loopback port of its own, watched: beside the server, which logins of others go to.</summary>
internal sealed class ConsoleStage : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly WebhookApp app;
    private LoginReport? observed;

    private ConsoleStage(IConfiguration settings, LocalTenant tenant, WebhookAppOptions options)
    {
        Settings = settings;
        app = LocalServer.Compose(settings, tenant, options with { Observe = report => observed = report });
        application = QuietKestrel.Build(QuietKestrel.FreeLoopbackPort, options.Log);
        application.Run(new WebhookEndpoint(app, options.Clock).HandleAsync);
    }

    public IConfiguration Settings { get; }

    public WebhookApp App => app;

    public Uri Address { get; private set; } = new(ListenAddress.DefaultUrl);

    /// <summary>The latest login that came to an answer; reading it forgets it.</summary>
    public LoginReport? TakeObserved() => Interlocked.Exchange(ref observed, null);

    /// <exception cref="Settings.InvalidSettingsException">The flow has mistakes.</exception>
    public static async Task<ConsoleStage> StartAsync(
        IConfiguration settings, LocalTenant tenant, WebhookAppOptions options, bool warm, CancellationToken cancellationToken)
    {
        var stage = new ConsoleStage(settings, tenant, options);
        try
        {
            stage.Address = await QuietKestrel.StartAsync(stage.application, cancellationToken);
            var warmUp = warm ? stage.app.WarmUpAsync(cancellationToken) : Task.CompletedTask;
            await LoginTarget.ReadyAsync(warmUp, stage.Address, options.Clock, cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await app.DisposeAsync();
    }
}
