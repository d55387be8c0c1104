using ActionsFunctions.Secrets;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>A setting that refers to the vault, and what the vault says of it.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Answer">The vault's answer.</param>
internal sealed record VaultReference(string Key, string Name, VaultAnswer Answer);

/// <summary>The settings that refer to the vault. Each secret is read once, whoever asks, by the reader that the product uses.</summary>
internal sealed class VaultReferences
{
    private const string Prefix = "keyvault:";
    private readonly Installation installation;
    private readonly Lazy<Task<VaultReference[]>> reading;

    /// <param name="installation">The installation.</param>
    public VaultReferences(Installation installation)
    {
        this.installation = installation;
        reading = new(ReadAllAsync);
    }

    /// <summary>True where there is one, and a vault to read it from.</summary>
    public bool Any => VaultUri is not null && Settings().Any();

    private Uri? VaultUri => Uri.TryCreate(installation.Settings["KeyVault:VaultUri"], UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : null;

    /// <summary>All of them, read. Several checks share the reading, so that no check's limit ends it: the client has its own.</summary>
    public Task<VaultReference[]> ReadAsync(CancellationToken cancellationToken) =>
        reading.Value.WaitAsync(cancellationToken);

    private Task<VaultReference[]> ReadAllAsync()
    {
        var vault = VaultUri!;
        var reader = new VaultReader(() => installation.Vault?.Invoke(vault) ?? ManagedIdentityVault.Create(vault, installation.Settings["AZURE_CLIENT_ID"]), installation.Clock);
        return Task.WhenAll(Settings().Select(async setting =>
        {
            var name = setting.Value![Prefix.Length..];
            return new VaultReference(setting.Key, name, await reader.ReadAsync(name, version: null, CancellationToken.None));
        }));
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings() => installation.Settings.AsEnumerable()
        .Where(setting => setting.Value?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) is true
            && installation.Secrets.Find(setting.Value, out _) is not null)
        .OrderBy(setting => setting.Key, StringComparer.Ordinal);
}
