using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>Finds no secret in any text, and does not say why.</summary>
internal sealed class NoSecrets : ISecretSource
{
    public ISecret? Find(string text, out string? fault)
    {
        fault = null;
        return null;
    }
}
