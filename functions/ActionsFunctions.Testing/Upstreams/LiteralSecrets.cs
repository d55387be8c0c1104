using ActionsFunctions.Secrets;

namespace ActionsFunctions.Testing.Upstreams;

/// <summary>Takes every text for the secret itself.</summary>
public sealed class LiteralSecrets : ISecretSource
{
    /// <summary>The one that there is.</summary>
    public static LiteralSecrets Instance { get; } = new();

    /// <inheritdoc />
    public ISecret? Find(string text, out string? fault)
    {
        fault = null;
        return new LiteralSecret(text);
    }
}
