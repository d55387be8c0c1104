using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>The text form of a Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 bytes, optionally led by <c>v1,</c>.</summary>
public static class SigningSecret
{
    /// <summary>What the settings of such a secret say where it is malformed.</summary>
    public const string Form = "must be whsec_ followed by the base64 of 24 to 64 bytes";

    /// <summary>Reads a list of them, current first; at least one is required. Literals are checked at start, references when they are read.</summary>
    public static IReadOnlyList<ISecret> ReadList(ProviderSettings shared, string name)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var index = 0;
        foreach (var text in shared.Reader.Texts(name))
        {
            if (!text.StartsWith("keyvault:", StringComparison.OrdinalIgnoreCase) && Decode(text) is null)
                shared.Reader.Faults.Add($"{shared.Reader.Key(name)}:{index}", Form);
            index++;
        }

        if (index == 0)
            shared.Reader.Fault(name, "needs at least one secret: without it nobody could call");
        return shared.Reader.SecretList(name, shared.Secrets);
    }

    /// <summary>The key bytes, or null where the text has another form.</summary>
    public static byte[]? Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = text.AsSpan();
        if (encoded.StartsWith("v1,", StringComparison.Ordinal))
            encoded = encoded[3..];
        if (!encoded.StartsWith("whsec_", StringComparison.Ordinal))
            return null;
        var key = new byte[encoded.Length];
        return Convert.TryFromBase64Chars(encoded[6..], key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }
}
