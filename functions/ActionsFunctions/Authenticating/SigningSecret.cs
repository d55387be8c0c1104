using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>The text form of a Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 bytes, optionally led by <c>v1,</c>.</summary>
public static class SigningSecret
{
    /// <summary>What the settings of such a secret say where it is malformed.</summary>
    public const string Form = "must be whsec_ followed by the base64 of 24 to 64 bytes";

    /// <summary>The most bytes of a key.</summary>
    public const int LongestKey = 64;

    private const int ShortestKey = 24;

    /// <summary>Reads a list of them, current first; at least one is required. Literals are checked at start, references when they are read.</summary>
    public static IReadOnlyList<ISecret> ReadList(ProviderSettings shared, string name)
    {
        ArgumentNullException.ThrowIfNull(shared);
        Span<byte> key = stackalloc byte[LongestKey];
        var index = 0;
        foreach (var text in shared.Reader.Texts(name))
        {
            if (!text.StartsWith("keyvault:", StringComparison.OrdinalIgnoreCase) && !TryDecode(text, key, out _))
                shared.Reader.Faults.Add($"{shared.Reader.Key(name)}:{index}", Form);
            index++;
        }

        if (index == 0)
            shared.Reader.Fault(name, "needs at least one secret: without it nobody could call");
        return shared.Reader.SecretList(name, shared.Secrets);
    }

    /// <summary>Reads the key; false where the text has another form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">Room for <see cref="LongestKey"/> bytes.</param>
    /// <param name="length">How many the key has.</param>
    public static bool TryDecode(string text, Span<byte> key, out int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        length = 0;
        var encoded = text.AsSpan();
        if (encoded.StartsWith("v1,", StringComparison.Ordinal))
            encoded = encoded[3..];
        return encoded.StartsWith("whsec_", StringComparison.Ordinal) && Convert.TryFromBase64Chars(encoded[6..], key, out length) && length >= ShortestKey;
    }
}
