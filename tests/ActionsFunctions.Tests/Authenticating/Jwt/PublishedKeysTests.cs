using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Secrets;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

/// <summary>What is said of the issuer's keys, and whom a load holds up.</summary>
public sealed class PublishedKeysTests : IAsyncLifetime
{
    private const string Tenant = "7e4a0000-0000-4000-8000-000000000001";
    private static readonly EntraSigningKey Key = EntraSigningKey.New("k");
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly HttpClient client = OpenIdMetadata.NewClient();
    private MetadataServer server = null!;
    private PublishedKeys keys = null!;

    public async Task InitializeAsync()
    {
        server = await MetadataServer.StartAsync(new EntraAuthority(Key));
        keys = new(new(client, server.MetadataAddress, Tenant, clock), TimeSpan.FromSeconds(5), clock, log);
    }

    public Task DisposeAsync()
    {
        client.Dispose();
        return server.DisposeAsync().AsTask();
    }

    [Fact]
    public async Task Every_load_leaves_a_line_that_says_whether_earlier_keys_stand_in()
    {
        server.Status = 503;
        var refused = await Assert.ThrowsAsync<SecretUnavailableException>(() => keys.LoadAsync(CancellationToken.None));
        Assert.Equal("The signing keys of the identity provider cannot be loaded yet.", refused.Message);
        clock.Advance(TimeSpan.FromSeconds(1));
        server.Status = null;
        await keys.LoadAsync(CancellationToken.None);
        var loaded = (await keys.CurrentAsync(CancellationToken.None))!;
        server.Status = 503;
        Assert.Same(loaded, await keys.AfterUnknownKeyAsync(loaded, CancellationToken.None));
        Assert.Equal(
            [
                (LogLevel.Warning, "Signing keys of the identity provider not loaded: Status; earlier ones in use: False"),
                (LogLevel.Information, "Signing keys of the identity provider loaded: 1"),
                (LogLevel.Warning, "Signing keys of the identity provider not loaded: Status; earlier ones in use: True"),
            ],
            log.Lines);
    }

    [Fact]
    public async Task A_caller_who_goes_away_waits_for_no_load()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var waiting = keys.CurrentAsync(gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
        await keys.LoadAsync(CancellationToken.None);
    }
}
