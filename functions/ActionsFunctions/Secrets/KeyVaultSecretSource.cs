using System.Buffers;
using ActionsFunctions.Settings;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Secrets;

/// <summary>
/// Secrets of the configuration: <c>keyvault:&lt;secret-name&gt;</c> refers to the vault at <c>KeyVault:VaultUri</c>, anything else is a literal.
/// The vault client is made at the first read. References to one name share one secret and its reads. Source: Azure Key Vault, "Object identifiers".
/// </summary>
public sealed class KeyVaultSecretSource : ISecretSource, IDisposable
{
    private const string Prefix = "keyvault:";
    private const int LongestName = 127;
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The vault's names have no case. Guarded: the doctor's checks read settings side by side.
    private readonly Dictionary<string, VaultSecret> referred = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();
    private readonly string vaultKey;
    private readonly bool hasVault;
    private readonly VaultReader reader;
    private readonly TimeProvider clock;
    private readonly ILogger log;

    /// <summary>Reads <c>KeyVault</c>; mistakes are noted. Contacts nothing.</summary>
    /// <param name="configuration">Reader of the whole configuration.</param>
    /// <param name="makeClient">Makes the vault client; null for one with the app's managed identity (<c>AZURE_CLIENT_ID</c> picks a user-assigned one).</param>
    /// <param name="clock">The clock of ages, periods of grace and retries.</param>
    /// <param name="log">Told which secrets are unavailable or were rotated; never a value.</param>
    public KeyVaultSecretSource(SettingsReader configuration, Func<Uri, SecretClient>? makeClient, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(clock);
        this.clock = clock;
        this.log = log;
        var settings = configuration.Section("KeyVault");
        var identity = configuration.Text("AZURE_CLIENT_ID");
        vaultKey = settings.Key("VaultUri");
        var text = settings.Text("VaultUri");
        hasVault = text is not null;
        var vault = text is null ? null : VaultUri(settings, text);
        settings.RejectUnknown();
        reader = new(
            () => vault is null
                ? throw new InvalidOperationException("There is no vault: the configuration was refused.")
                : makeClient?.Invoke(vault) ?? ManagedIdentityVault.Create(vault, identity),
            clock);
    }

    /// <summary>The vault as a dependency to warm up; empty where no setting refers to it.</summary>
    public IReadOnlyList<KeyValuePair<string, Func<CancellationToken, Task<bool>>>> WarmUps =>
        Referred().Length == 0 ? [] : [new("keyvault", LoadAllAsync)];

    /// <inheritdoc />
    public ISecret? Find(string text, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = null;
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return new LiteralSecret(text);
        var name = text[Prefix.Length..];
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(NameCharacters))
            fault = "keyvault: must be followed by a secret's name: 1 to 127 letters, digits and hyphens";
        else if (!hasVault)
            fault = $"refers to the vault, but {vaultKey} is not set";
        if (fault is not null)
            return null;
        lock (gate)
        {
            if (!referred.TryGetValue(name, out var secret))
                referred.Add(name, secret = new(name, reader, clock, log));
            return secret;
        }
    }

    /// <summary>
    /// Starts the first read of every secret referred to; ends when each has been answered, well or not, or when cancelled. True where all of
    /// them have a value. Never throws.
    /// </summary>
    public async Task<bool> LoadAllAsync(CancellationToken cancellationToken)
    {
        var loaded = await Task.WhenAll(Referred().Select(secret => secret.LoadAsync(cancellationToken)));
        return Array.TrueForAll(loaded, known => known);
    }

    /// <summary>Ends the background reads.</summary>
    public void Dispose()
    {
        foreach (var secret in Referred())
            secret.Dispose();
    }

    private VaultSecret[] Referred()
    {
        lock (gate)
            return [.. referred.Values];
    }

    private static Uri? VaultUri(SettingsReader settings, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "" })
            return uri;
        settings.Fault("VaultUri", "must be https with a host and nothing else, such as https://<vault-name>.vault.azure.net/");
        return null;
    }
}
