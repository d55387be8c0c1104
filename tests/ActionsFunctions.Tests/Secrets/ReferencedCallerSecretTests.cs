using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;
using Azure;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>The whole product with the callers' secret in the vault.</summary>
public sealed class ReferencedCallerSecretTests : IAsyncDisposable
{
    private const string Key = "IdentityProviders:Auth0:SigningSecrets:0";
    private readonly ManualTimeProvider clock = new();
    private readonly MockVault vault;
    private readonly WebhookApp app;

    public ReferencedCallerSecretTests()
    {
        vault = new(clock);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new(Key, "keyvault:" + MockVault.Name), new("KeyVault:VaultUri", "https://vault.example")])
            .Build();
        app = WebhookApp.Create(settings, new() { Clock = clock, Vault = _ => vault.Client });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_caller_is_known_by_the_newest_and_by_the_previous_version()
    {
        var (first, second) = (Secret('1'), Secret('2'));
        vault.Store(first);
        clock.Advance(TimeSpan.FromDays(1));
        await app.WarmUpAsync(default);
        Assert.Equal(200, await CallAsync(first));
        Assert.Equal(401, await CallAsync(second));
        vault.Store(second);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await CallAsync(second));
        Assert.Equal(200, await CallAsync(first));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, await CallAsync(first));
    }

    [Fact]
    public async Task The_app_starts_without_its_vault_and_serves_once_it_is_there()
    {
        vault.Fault = new RequestFailedException("connection refused");
        vault.Store(Secret('1'));
        using var stop = new CancellationTokenSource();
        var warmUp = app.WarmUpAsync(stop.Token);
        Assert.InRange(await CallAsync(Secret('1')), 400, 599);
        vault.Fault = null;
        // The first read may not have armed its retry yet; one that is armed falls due within a minute.
        var status = 0;
        for (var minute = 0; minute < 100 && status != 200; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            status = await CallAsync(Secret('1'));
        }

        Assert.Equal(200, status);
        await stop.CancelAsync();
        await warmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static string Secret(char filling) => StandardWebhookSignature.DevelopmentSecret(new string(filling, 32));

    private async Task<int> CallAsync(string secret)
    {
        var simulator = ProviderSimulators.All.First(it => it.Route == "auth0");
        var context = new SimulatorContext(new ConfigurationBuilder().AddInMemoryCollection([new(Key, secret)]).Build(), clock);
        var call = simulator.Call(simulator.Translate(Auth0EventFixture.Json, context), context);
        var headers = new WebhookHeaders { ["Content-Length"] = $"{call.Body.Length}" };
        foreach (var header in call.Headers)
            headers.Append(header.Name, header.Value);
        using var body = new MemoryStream(call.Body.ToArray());
        var request = new WebhookRequest("POST", "/post-login/auth0", new Dictionary<string, string>(StringComparer.Ordinal), headers, body, clock.GetTimestamp());
        return (await app.HandleAsync(request, default)).Status;
    }
}
