using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Takes every text for the secret itself.</summary>
internal sealed class LiteralSecrets : ISecretSource
{
    public static LiteralSecrets Instance { get; } = new();

    public ISecret? Find(string text, out string? fault)
    {
        fault = null;
        return new LiteralSecret(text);
    }
}
