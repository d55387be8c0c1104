using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What settings of secrets give, and what is said, whole, of those that are wrong.</summary>
public sealed class SecretSettingsTests : IDisposable
{
    private const string BadName = "keyvault: must be followed by a secret's name: 1 to 127 letters, digits and hyphens";
    private const string BadVault = "KeyVault:VaultUri: must be https with a host and nothing else, such as https://<vault-name>.vault.azure.net/";
    private readonly ManualTimeProvider clock = new();
    private readonly SettingFaults faults = new();
    private readonly MockVault vault;
    private KeyVaultSecretSource? source;

    public SecretSettingsTests() => vault = new(clock);

    public void Dispose() => source?.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("KeyVault:VaultUri=https://vault.example", "")]
    [InlineData("KeyVault:VaultUri=https://vault.example:8443/", "")]
    [InlineData("KeyVault:VaultUri=http://vault.example", BadVault)]
    [InlineData("KeyVault:VaultUri=vault", BadVault)]
    [InlineData("KeyVault:VaultUri=https://me@vault.example", BadVault)]
    [InlineData("KeyVault:VaultUri=https://vault.example/a", BadVault)]
    [InlineData("KeyVault:VaultUri=https://vault.example/?a", BadVault)]
    [InlineData("KeyVault:VaultUri=https://vault.example/#a", BadVault)]
    [InlineData("KeyVault:Uri=https://vault.example", "KeyVault:Uri: is not a setting; known here: VaultUri")]
    public void The_vault_is_a_bare_https_address(string settings, string fault)
    {
        Read(settings);
        Assert.Equal(fault.Length == 0 ? [] : [fault], faults.All.Select(found => $"{found}"));
    }

    [Theory]
    [InlineData("plain", true, null)]
    [InlineData("keyvaults:a", true, null)]
    [InlineData("keyvault:a", true, null)]
    [InlineData("KeyVault:AZaz-09", true, null)]
    [InlineData("keyvault:a", false, "refers to the vault, but KeyVault:VaultUri is not set")]
    [InlineData("keyvault:", true, BadName)]
    [InlineData("keyvault:a_b", true, BadName)]
    [InlineData("keyvault:a_b", false, BadName)]
    public void A_text_is_a_secret_or_it_is_said_what_is_wrong(string text, bool hasVault, string? expected)
    {
        Read(hasVault ? "KeyVault:VaultUri=https://vault.example" : "");
        var secret = source!.Find(text, out var fault);
        Assert.Equal((expected, expected is null), (fault, secret is not null));
        Assert.Equal(text.StartsWith("keyvault:", StringComparison.OrdinalIgnoreCase), secret is not LiteralSecret);
    }

    [Fact]
    public async Task Warming_up_reads_the_vault_and_the_end_of_the_app_ends_the_reading()
    {
        vault.Store("value");
        clock.Advance(TimeSpan.FromDays(1));
        Read("KeyVault:VaultUri=https://vault.example");
        Assert.Empty(source!.WarmUps);
        source.Find("keyvault:" + MockVault.Name, out _);
        var (name, warmUp) = Assert.Single(source.WarmUps);
        Assert.Equal(("keyvault", true, 1), (name, await warmUp(default), vault.Reads));
        source.Dispose();
        source.Dispose();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 0), (vault.Reads, clock.ArmedTimers));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("Secrets:API_KEY=one Secrets:b2=two", "API_KEY b2", "")]
    [InlineData("Secrets=x", "", "E:Secrets: holds names with their values: write Secrets:NAME")]
    [InlineData("Secrets:A-B=x Secrets:C=y", "C", "E:Secrets:A-B: is not a name of a secret: 1 to 128 letters, digits and underscores")]
    [InlineData("Secrets:A= Secrets:C=y", "C", "E:Secrets:A: must be a single, non-empty value")]
    [InlineData("Secrets:A:B=x", "", "E:Secrets:A: must be a single value|E:Secrets:A: must be a single, non-empty value")]
    [InlineData("Secrets:A=keyvault:a", "", "E:Secrets:A: refers to the vault, but KeyVault:VaultUri is not set")]
    public void An_entry_names_its_secrets_or_its_mistake_is_said(string settings, string names, string expected)
    {
        var secrets = ActionSecrets.Read(Read(Below("E", settings)).Section("E"), source!);
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), secrets.Names);
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), faults.All.Select(fault => $"{fault}"));
        Assert.Equal(names.Length == 0, ReferenceEquals(ActionSecrets.None, secrets));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_name_has_up_to_128_characters(int length, bool good)
    {
        var name = new string('a', length);
        Assert.Equal(good ? [name] : [], ActionSecrets.Read(Read($"E:Secrets:{name}=x").Section("E"), source!).Names);
    }

    [Fact]
    public async Task Each_secret_of_an_entry_is_its_newest_value_under_a_name_without_case()
    {
        vault.Store("first");
        var secrets = ActionSecrets.Read(Read($"E:Secrets:A=plain E:Secrets:B=keyvault:{MockVault.Name} KeyVault:VaultUri=https://vault.example").Section("E"), source!);
        Assert.Equal(("plain", "first"), Both(await secrets.ReadAsync(default)));
        Assert.Equal((true, 1), (await source!.LoadAllAsync(default), vault.Reads));
        vault.Store("second");
        await source.Find("keyvault:" + MockVault.Name, out _)!.RefreshAsync(default);
        Assert.Equal(("plain", "second"), Both(await secrets.ReadAsync(default)));
        Assert.Same(await secrets.ReadAsync(default), await secrets.ReadAsync(default));

        static (string, string) Both(IReadOnlyDictionary<string, string> read) => (read["a"], read["b"]);
    }

    [Fact]
    public async Task A_list_keeps_its_order_and_names_the_place_of_a_mistake()
    {
        var read = Read("E:S:0=one E:S:1=keyvault:x E:S:2=three E:T=four").Section("E");
        var secrets = read.SecretList("S", source!);
        Assert.Equal(["one", "three"], await Task.WhenAll(secrets.Select(async secret => (await secret.ReadAsync(default)).Current)));
        Assert.Equal(["E:S:1: refers to the vault, but KeyVault:VaultUri is not set"], faults.All.Select(fault => $"{fault}"));
        Assert.Equal("four", (await read.Secret("T", source!)!.ReadAsync(default)).Current);
        Assert.Null(read.Secret("U", source!));
        Assert.Null(read.Secret("T", new NoSecrets()));
        Assert.Equal("E:T: is not a secret", $"{faults.All[^1]}");
    }

    [Fact]
    public async Task Loading_a_list_reads_every_one_of_it()
    {
        vault.Store("value");
        Read("KeyVault:VaultUri=https://vault.example");
        var secret = source!.Find("keyvault:" + MockVault.Name, out _)!;
        await ((IReadOnlyList<ISecret>)[new LiteralSecret("plain"), secret]).LoadAsync(default);
        Assert.Equal(1, vault.Reads);
        vault.Fault = new Azure.RequestFailedException("down");
        Read("KeyVault:VaultUri=https://vault.example");
        var lost = source.Find("keyvault:" + MockVault.Name, out _)!;
        await Assert.ThrowsAsync<SecretUnavailableException>(() => ((IReadOnlyList<ISecret>)[new LiteralSecret("plain"), lost]).LoadAsync(default));
    }

    [Fact]
    public void A_read_of_the_vault_is_tried_once_more_after_a_fifth_of_a_second()
    {
        var retry = new Azure.Security.KeyVault.Secrets.SecretClientOptions().Retry;
        ManagedIdentityVault.Hurry(retry);
        Assert.Equal(
            (1, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3)), (retry.MaxRetries, retry.Delay, retry.MaxDelay, retry.NetworkTimeout));
    }

    private static string Below(string section, string settings) =>
        string.Join(' ', settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => $"{section}:{setting}"));

    private SettingsReader Read(string settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create(setting[0], (string?)setting[1]))).Build();
        var root = new SettingsReader(configuration, "", faults);
        source?.Dispose();
        source = new(root, _ => vault.Client, clock, NullLogger.Instance);
        return root;
    }
}
