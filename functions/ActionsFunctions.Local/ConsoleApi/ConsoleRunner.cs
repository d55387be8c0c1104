using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>Runs logins for the page, one at a time: faults of the tenant hold for one login, and what is observed belongs to it.</summary>
/// <param name="settings">The server's settings.</param>
/// <param name="tenant">The local tenant.</param>
/// <param name="options">What the product gets from the server.</param>
internal sealed class ConsoleRunner(IConfiguration settings, LocalTenant tenant, WebhookAppOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private (string? Flow, ConsoleStage Stage)? kept;

    public IConfiguration Settings => settings;

    public WebhookAppOptions Options => options;

    /// <summary>Runs a login: 200 with what happened, or 422 with what is wrong with the request or its flow.</summary>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> RunAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var faults = new SettingFaults();
        if (ConsoleRun.Read(body, options.Clock, faults) is not { } run)
            return (StatusCodes.Status422UnprocessableEntity, RunJson.Faults(faults.All));
        await one.WaitAsync(cancellationToken);
        try
        {
            return (StatusCodes.Status200OK, await PlayAsync(run, cancellationToken));
        }
        catch (InvalidSettingsException invalid)
        {
            return (StatusCodes.Status422UnprocessableEntity, RunJson.Faults(invalid.Faults));
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (kept is { } last)
            await last.Stage.DisposeAsync();
        one.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>> PlayAsync(ConsoleRun run, CancellationToken cancellationToken)
    {
        var stage = await StageAsync(run, cancellationToken);
        run.Tenant.Apply(tenant.Faults);
        try
        {
            var player = new LoginPlayer(new(stage.Address, stage.Settings, null), options.Clock, stage.TakeObserved);
            var played = await player.PlayAsync(run.Login, cancellationToken);
            return RunJson.Write(played, stage.App.Flow);
        }
        finally
        {
            TenantTrouble.None.Apply(tenant.Faults);
        }
    }

    private async Task<ConsoleStage> StageAsync(ConsoleRun run, CancellationToken cancellationToken)
    {
        if (run.Keep && kept is { } last && last.Flow == run.Flow)
            return last.Stage;
        var flow = run.Flow is { } edited ? EditedFlow.Apply(settings, edited, tenant.Address) : settings;
        // A token that is in hand already hides an endpoint that is down: such a login meets an instance that has none yet.
        var stage = await ConsoleStage.StartAsync(flow, tenant, options, warm: !run.Tenant.NeedsColdInstance, cancellationToken);
        if (kept is { } before)
            await before.Stage.DisposeAsync();
        kept = (run.Flow, stage);
        return stage;
    }
}
