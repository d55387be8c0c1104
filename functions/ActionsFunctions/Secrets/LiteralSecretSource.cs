namespace ActionsFunctions.Secrets;

/// <summary>Knows literals only.</summary>
public sealed class LiteralSecretSource : ISecretSource
{
    /// <inheritdoc />
    public ISecret? Find(string text, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = text.StartsWith("keyvault:", StringComparison.Ordinal) ? "refers to the vault, but KeyVault:VaultUri is not set" : null;
        return fault is null ? new LiteralSecret(text) : null;
    }
}
