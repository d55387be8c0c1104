using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Secrets;

public sealed class KeyVaultSecretSourceTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly SettingFaults faults = new();

    [Fact]
    public async Task Text_without_the_prefix_is_the_secret_itself()
    {
        using var source = Source([]);
        var secret = source.Find("whsec_literal", out _);
        Assert.Equal("whsec_literal", (await secret!.ReadAsync(default)).Current);
        Assert.Empty(source.WarmUps);
    }

    [Fact]
    public void A_reference_without_a_vault_names_both_keys()
    {
        var reader = Reader([new("IdentityProviders:Auth0:SigningSecrets:0", "keyvault:signing")]);
        using var source = new KeyVaultSecretSource(reader, null, clock, NullLogger.Instance);
        Assert.Empty(reader.Section("IdentityProviders").Section("Auth0").SecretList("SigningSecrets", source));
        var fault = Assert.Single(faults.All);
        Assert.Equal("IdentityProviders:Auth0:SigningSecrets:0: refers to the vault, but KeyVault:VaultUri is not set", fault.ToString());
    }

    [Theory]
    [InlineData("keyvault:")]
    [InlineData("keyvault:under_score")]
    [InlineData("keyvault:name/version")]
    [InlineData("keyvault: name")]
    [InlineData("keyvault:ключ")]
    public void A_name_that_no_vault_takes_is_a_fault_that_does_not_repeat_it(string text)
    {
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")]);
        Assert.Null(source.Find(text, out var fault));
        Assert.StartsWith("keyvault: must be followed by a secret's name", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void A_name_has_up_to_127_characters(int length, bool good)
    {
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")]);
        Assert.Equal(good, source.Find("keyvault:" + new string('a', length), out _) is not null);
    }

    [Theory]
    [InlineData("http://vault.example")]
    [InlineData("vault.example")]
    [InlineData("https://user@vault.example")]
    [InlineData("https://vault.example/secrets")]
    [InlineData("https://vault.example/?a=b")]
    public void The_vault_must_be_a_bare_https_address(string uri)
    {
        using var source = Source([new("KeyVault:VaultUri", uri)]);
        Assert.NotNull(source.Find("keyvault:signing", out _));
        Assert.Equal("KeyVault:VaultUri", Assert.Single(faults.All).Key);
    }

    [Fact]
    public void A_mistyped_key_beside_the_vault_is_a_fault()
    {
        using var source = Source([new("KeyVault:Uri", "https://vault.example")]);
        Assert.Equal("KeyVault:Uri", Assert.Single(faults.All).Key);
    }

    [Fact]
    public async Task References_to_one_name_share_one_secret_whoever_asks_at_the_same_time()
    {
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")]);
        using var together = new Barrier(2);
        var found = await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return Enumerable.Range(0, 3_000).Select(i => Find(source, $"keyvault:name-{i}", together)).ToList();
                }
                finally
                {
                    together.RemoveParticipant();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(found[0], found[1]);
    }

    [Fact]
    public async Task The_client_is_made_at_the_first_read_once_for_the_configured_vault()
    {
        var vault = new MockVault(clock);
        vault.Store("value");
        var made = new List<Uri>();
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")], uri =>
        {
            made.Add(uri);
            return vault.Client;
        });
        var secret = source.Find("keyvault:" + MockVault.Name, out _);
        Assert.Empty(made);
        await secret!.ReadAsync(default);
        Assert.True(await source.LoadAllAsync(default));
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(new Uri("https://vault.example"), Assert.Single(made));
    }

    [Fact]
    public void References_to_one_name_share_one_secret()
    {
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")]);
        Assert.Same(source.Find("keyvault:signing", out _), source.Find("keyvault:Signing", out _));
        Assert.Equal("keyvault", Assert.Single(source.WarmUps).Key);
    }

    [Fact]
    public async Task Loading_all_reads_every_reference_and_ends_though_some_fail()
    {
        var vault = new MockVault(clock);
        vault.Store("value");
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")], _ => vault.Client);
        var good = source.Find("keyvault:" + MockVault.Name, out _)!;
        // The strict mock throws for a name it does not know.
        var bad = source.Find("keyvault:unknown", out _)!;
        Assert.False(await source.LoadAllAsync(default));
        Assert.Equal("value", (await good.ReadAsync(default)).Current);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await bad.ReadAsync(default));
    }

    [Fact]
    public async Task Loading_all_ends_quietly_when_cancelled()
    {
        var vault = new MockVault(clock) { Held = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        vault.Store("value");
        using var source = Source([new("KeyVault:VaultUri", "https://vault.example")], _ => vault.Client);
        source.Find("keyvault:" + MockVault.Name, out _);
        using var cancellation = new CancellationTokenSource();
        var loading = source.LoadAllAsync(cancellation.Token);
        Assert.False(loading.IsCompleted);
        await cancellation.CancelAsync();
        Assert.False(await loading);
        vault.Held.SetResult();
    }

    private static ISecret? Find(KeyVaultSecretSource source, string reference, Barrier together)
    {
        together.SignalAndWait();
        return source.Find(reference, out var _);
    }

    private KeyVaultSecretSource Source(IEnumerable<KeyValuePair<string, string?>> settings, Func<Uri, SecretClient>? makeClient = null) =>
        new(Reader(settings), makeClient, clock, NullLogger.Instance);

    private SettingsReader Reader(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "", faults);
}
