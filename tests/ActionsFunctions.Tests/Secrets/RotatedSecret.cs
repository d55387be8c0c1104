using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>A secret of which a newer version may be in the vault than is known here.</summary>
/// <param name="known">What is read.</param>
/// <param name="fresh">What a look into the vault gives; null: the same.</param>
internal sealed class RotatedSecret(SecretVersions known, SecretVersions? fresh = null) : ISecret
{
    public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => new(known);

    public ValueTask<SecretVersions> RefreshAsync(CancellationToken cancellationToken) => new(fresh ?? known);
}
