using System.Buffers;
using System.Buffers.Text;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// base64url as RFC 7515 section 2 has it: no padding, no white space, and no bits left over. The framework's decoder allows the first two,
/// so that one signature would have several spellings.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The bytes, or null where the text is empty or not the one spelling of its bytes.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Alphabet))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Not TryDecodeFromChars: that one throws where bits are left over.
        return Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done && length == bytes.Length ? bytes : null;
    }
}
