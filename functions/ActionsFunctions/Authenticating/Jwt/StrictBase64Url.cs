using System.Buffers;
using System.Buffers.Text;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// base64url as RFC 7515 section 2 has it: no padding, no white space, and no bits left over. The framework's decoder allows all three,
/// so that one signature would have several spellings.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The bytes, or null where the text is empty or not the one spelling of its bytes.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        // One character over a multiple of four holds six bits: less than a byte.
        if (text.IsEmpty || text.ContainsAnyExcept(Alphabet) || text.Length % 4 == 1)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != bytes.Length)
            return null;
        return EndsClean(text, bytes) ? bytes : null;
    }

    // Encoding the last, partial group again shows whether its unused bits were zero.
    private static bool EndsClean(ReadOnlySpan<char> text, byte[] bytes)
    {
        if (text.Length % 4 == 0)
            return true;
        Span<char> group = stackalloc char[4];
        return Base64Url.TryEncodeToChars(bytes.AsSpan(bytes.Length - (bytes.Length % 3)), group, out var length)
            && text.EndsWith(group[..length]);
    }
}
