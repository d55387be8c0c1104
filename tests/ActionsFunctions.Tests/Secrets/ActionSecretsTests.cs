using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Secrets;

public sealed class ActionSecretsTests : IDisposable
{
    private const string Entry = "PostLogin:Actions:0";
    private readonly ManualTimeProvider clock = new();
    private readonly SettingFaults faults = new();
    private readonly MockVault vault;
    private KeyVaultSecretSource? source;

    public ActionSecretsTests() => vault = new(clock);

    public void Dispose() => source?.Dispose();

    [Fact]
    public async Task An_action_sees_the_secrets_it_names_and_no_others()
    {
        var secrets = Read((Entry + ":Secrets:API_KEY", "one"), (Entry + ":Secrets:Other2", "two"), ("PostLogin:Actions:1:Secrets:FOREIGN", "three"));
        var seen = await secrets.ReadAsync(default);
        Assert.Equal([new("API_KEY", "one"), new("Other2", "two")], seen.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Empty(faults.All);
    }

    [Fact]
    public void No_secrets_and_unchanged_secrets_cost_no_memory()
    {
        var none = Read();
        var some = Read((Entry + ":Secrets:API_KEY", "one"));
        Assert.Equal(0, AllocatedBy(none));
        Assert.Equal(0, AllocatedBy(some));
    }

    [Fact]
    public async Task A_rotation_gives_the_new_value_and_never_the_previous_one()
    {
        vault.Store("first");
        var secrets = Read((Entry + ":Secrets:API_KEY", "keyvault:" + MockVault.Name), ("KeyVault:VaultUri", "https://vault.example"));
        await source!.LoadAllAsync(default);
        var before = await secrets.ReadAsync(default);
        Assert.Same(before, await secrets.ReadAsync(default));
        vault.Store("second");
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal("second", (await secrets.ReadAsync(default))["API_KEY"]);
        Assert.Equal("first", before["API_KEY"]);
    }

    [Fact]
    public async Task An_action_cannot_plant_a_value_into_other_logins()
    {
        var seen = await Read((Entry + ":Secrets:API_KEY", "one")).ReadAsync(default);
        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, string>)seen)["API_KEY"] = "planted");
    }

    [Fact]
    public async Task A_secret_the_vault_has_not_given_is_unavailable()
    {
        vault.Fault = new Azure.RequestFailedException("connection refused");
        var secrets = Read((Entry + ":Secrets:API_KEY", "keyvault:" + MockVault.Name), ("KeyVault:VaultUri", "https://vault.example"));
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secrets.ReadAsync(default));
    }

    [Theory]
    [InlineData("Secrets:API-KEY", "plain-text", "PostLogin:Actions:0:Secrets:API-KEY")]
    [InlineData("Secrets:API_KEY", "", "PostLogin:Actions:0:Secrets:API_KEY")]
    [InlineData("Secrets:API_KEY", "keyvault:signing", "PostLogin:Actions:0:Secrets:API_KEY")]
    [InlineData("Secrets:0:Name", "plain-text", "PostLogin:Actions:0:Secrets:0")]
    [InlineData("Secrets", "plain-text", "PostLogin:Actions:0:Secrets")]
    public void A_mistake_is_reported_with_its_key_and_without_the_value(string key, string value, string faultKey)
    {
        Read(($"{Entry}:{key}", value));
        Assert.Equal(faultKey, faults.All[0].Key);
        Assert.All(faults.All, fault => Assert.DoesNotContain("plain-text", fault.Message, StringComparison.Ordinal));
    }

    private static long AllocatedBy(ActionSecrets secrets)
    {
        var seen = 0;
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var login = 0; login < 100; login++)
            Read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(101, seen);
        return allocated;

        void Read()
        {
            var read = secrets.ReadAsync(default);
            if (read.IsCompletedSuccessfully && read.Result is not null)
                seen++;
        }
    }

    private ActionSecrets Read(params IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
        var root = new SettingsReader(configuration, "", faults);
        source = new(root, _ => vault.Client, clock, NullLogger.Instance);
        var entry = root.Section("PostLogin").Items("Actions");
        return ActionSecrets.Read(entry.Count > 0 ? entry[0] : root.Section("PostLogin"), source);
    }
}
