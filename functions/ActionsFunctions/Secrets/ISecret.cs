namespace ActionsFunctions.Secrets;

/// <summary>A configured secret: a literal, or a reference into the vault that is read when needed.</summary>
public interface ISecret
{
    /// <summary>
    /// The secret's versions that count now. From memory in all but the first call; throws <see cref="SecretUnavailableException"/>
    /// where the vault has never answered.
    /// </summary>
    ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// For whoever compared a caller's proof with every version and found no match: the secret may have been rotated since it was read.
    /// Asks the vault again, but seldom and for a short time only, so that bad proofs cannot be turned into a flood of vault calls.
    /// Gives the same instance as <see cref="ReadAsync"/> did where nothing changed: there is then nothing to compare again.
    /// </summary>
    ValueTask<SecretVersions> RefreshAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);
}

/// <summary>The values of a secret that count now.</summary>
/// <param name="Current">The value to use.</param>
/// <param name="Previous">The value before a rotation, still accepted from callers; null where there is none.</param>
public sealed record SecretVersions(string Current, string? Previous = null)
{
    /// <summary>Says nothing: a secret has no place in a log.</summary>
    public override string ToString() => "***";
}

/// <summary>A secret written in configuration itself.</summary>
/// <param name="value">Its value.</param>
public sealed class LiteralSecret(string value) : ISecret
{
    private readonly SecretVersions versions = new(value);

    /// <inheritdoc />
    public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => new(versions);
}

/// <summary>Turns a setting's text into a secret: <c>keyvault:&lt;secret-name&gt;</c> refers to the vault, anything else is a literal.</summary>
public interface ISecretSource
{
    /// <summary>The secret, or null with <paramref name="fault"/> saying what is wrong with the text.</summary>
    ISecret? Find(string text, out string? fault);
}
