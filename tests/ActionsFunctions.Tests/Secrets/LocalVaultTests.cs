using System.Net;
using ActionsFunctions.Local.Tenant.Vault;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Moq;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>The real vault client against the local vault, over real https with the challenge.</summary>
public sealed class LocalVaultTests : IAsyncLifetime
{
    private readonly ManualTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(70));
    private readonly RecordedLog log = new();
    private LocalVault vault = null!;
    private SecretClient client = null!;

    public async Task InitializeAsync()
    {
        vault = await LocalVault.StartAsync(clock, null, default);
        client = vault.CreateClient(vault.Address);
    }

    public async Task DisposeAsync() => await vault.DisposeAsync();

    [Fact]
    public async Task A_secret_is_read_after_the_challenge_with_a_token_for_client_credentials()
    {
        var id = vault.Store.Rotate("signing", "value");
        var secret = (await client.GetSecretAsync("signing")).Value;
        Assert.Equal(("value", id, clock.GetUtcNow(), true), (secret.Value, secret.Properties.Version, secret.Properties.CreatedOn, secret.Properties.Enabled));
    }

    [Fact]
    public async Task A_call_without_a_token_is_told_where_to_get_one()
    {
        using var anonymous = new HttpClient(Trusting());
        using var answer = await anonymous.GetAsync(new Uri(vault.Address, "secrets/signing?api-version=7.5"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains("resource=\"https://vault.azure.net\"", challenge.Parameter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        vault.Store.Rotate("signing", "value");
        var stranger = new Mock<TokenCredential>();
        stranger.Setup(it => it.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new AccessToken("made up", DateTimeOffset.MaxValue));
        using var http = new HttpClient(Trusting());
        var options = new SecretClientOptions { DisableChallengeResourceVerification = true, Transport = new HttpClientTransport(http) };
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => new SecretClient(vault.Address, stranger.Object, options).GetSecretAsync("signing"));
        Assert.Equal(401, fault.Status);
    }

    [Fact]
    public async Task The_client_refuses_any_other_certificate()
    {
        await using var impostor = await LocalVault.StartAsync(clock, null, default);
        impostor.Store.Rotate("signing", "value");
        var fault = await Assert.ThrowsAnyAsync<RequestFailedException>(() => vault.CreateClient(impostor.Address).GetSecretAsync("signing"));
        Assert.Equal(0, fault.Status);
    }

    [Fact]
    public async Task Missing_disabled_and_forbidden_secrets_are_answered_as_the_service_does()
    {
        vault.Store.Disable("disabled", vault.Store.Rotate("disabled", "value"));
        vault.Store.Rotate("forbidden", "value");
        vault.Store.Permit("forbidden", allowed: false);
        var reader = new VaultReader(() => client, clock);
        Assert.Equal((VaultFault.Missing, "404 SecretNotFound"), await FaultOf("missing"));
        Assert.Equal((VaultFault.Disabled, "403 Forbidden"), await FaultOf("disabled"));
        Assert.Equal((VaultFault.Forbidden, "403 Forbidden"), await FaultOf("forbidden"));

        async Task<(VaultFault, string)> FaultOf(string name)
        {
            var answer = await reader.ReadAsync(name, null, default);
            return (answer.Fault, answer.Detail.ToString());
        }
    }

    [Fact]
    public async Task Versions_come_in_pages_and_each_can_be_read()
    {
        var ids = Enumerable.Range(0, 60).Select(version => vault.Store.Rotate("signing", $"value {version}")).ToList();
        vault.Store.Disable("signing", ids[7]);
        var listed = new List<SecretProperties>();
        await foreach (var version in client.GetPropertiesOfSecretVersionsAsync("signing"))
            listed.Add(version);
        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Select(version => version.Version).Order(StringComparer.Ordinal));
        Assert.Equal(ids[7], Assert.Single(listed, version => version.Enabled is false).Version);
        Assert.Equal("value 3", (await client.GetSecretAsync("signing", ids[3])).Value.Value);
    }

    [Fact]
    public async Task A_reference_follows_rotation_outage_and_withdrawal()
    {
        vault.Store.Rotate("signing", "first");
        clock.Advance(TimeSpan.FromDays(1));
        using var source = Source();
        var secret = source.Find("keyvault:signing", out _)!;
        Assert.True(await source.LoadAllAsync(default));

        vault.Store.Rotate("signing", "second");
        Assert.Equal(new SecretVersions("second", "first"), await RefreshedAsync(secret));

        vault.Down = true;
        Assert.Equal("second", (await RefreshedAsync(secret)).Current);

        vault.Down = false;
        vault.Store.Delete("signing");
        await Assert.ThrowsAsync<SecretUnavailableException>(() => RefreshedAsync(secret));
    }

    [Fact]
    public async Task A_fresh_instance_finds_the_previous_version_among_many()
    {
        for (var version = 0; version < 40; version++)
        {
            vault.Store.Rotate("signing", $"value {version}");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        using var source = Source();
        var secret = source.Find("keyvault:signing", out _)!;
        await source.LoadAllAsync(default);
        Assert.Equal(new SecretVersions("value 39", "value 38"), await secret.ReadAsync(default));
    }

    [Fact]
    public async Task A_vault_that_is_down_at_start_makes_secrets_unavailable_not_the_start()
    {
        vault.Store.Rotate("signing", "value");
        vault.Down = true;
        using var source = Source();
        var secret = source.Find("keyvault:signing", out _)!;
        Assert.False(await source.LoadAllAsync(default));
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        vault.Down = false;
        Assert.Equal("value", (await RefreshedAsync(secret)).Current);
    }

    // Past the spacing of refreshes, then waiting for the flight itself rather than for real time.
    private async Task<SecretVersions> RefreshedAsync(ISecret secret)
    {
        clock.Advance(VaultTimes.RefreshSpacing);
        await ((VaultSecret)secret).LoadAsync(default);
        return await secret.RefreshAsync(default);
    }

    private KeyVaultSecretSource Source()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("KeyVault:VaultUri", vault.Address.AbsoluteUri)]).Build();
        return new(new SettingsReader(configuration, "", new()), vault.CreateClient, clock, log);
    }

#pragma warning disable CA5399, CA5359, MA0039 // Only the pinned client judges certificates; this one looks at answers.
    private static HttpClientHandler Trusting() =>
        new() { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore CA5399, CA5359, MA0039
}
