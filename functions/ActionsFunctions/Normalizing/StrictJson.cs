using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ActionsFunctions.Normalizing;

/// <summary>
/// Parses JSON that nobody vouches for: RFC 8259 to the letter, at most 64 levels deep, no member twice in one object (however it is
/// escaped), no half of a surrogate pair. What two parsers could read differently is refused: the caller's view and ours must not part.
/// </summary>
public static class StrictJson
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>Deepest value of a claim or another command: the levels around it in any answer still leave a document that readers of <see cref="MaxDepth"/> take.</summary>
    internal const int MaxValueDepth = MaxDepth - 8;

    private const int EscapeLength = 6;

    // What is in an event can stand a level or two deeper than in the payload that it came from.
    private static readonly JsonDocumentOptions Own = new() { MaxDepth = 2 * MaxDepth };

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>
    /// Parses one value that fills <paramref name="utf8"/>. Not pooled. False for anything else, a byte order mark included
    /// (RFC 8259 section 8.1 lets a parser ignore one; no provider sends it, and a signature covers it).
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement json)
    {
        json = default;
        // The reader of System.Text.Json checks neither when it parses: both would throw later, at the first read of that text.
        if (!Utf8.IsValid(utf8.Span) || !SurrogatesArePaired(utf8.Span))
            return false;
        try
        {
            json = JsonElement.Parse(utf8.Span, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Parses the JSON text of a configured value by the same rules.</summary>
    public static bool TryParseValue(string text, out JsonElement json)
    {
        ArgumentNullException.ThrowIfNull(text);
        json = default;
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        // Replacing would turn half of a surrogate pair into U+FFFD and hide the mistake.
        var status = Utf8.FromUtf16(text, utf8, out _, out var length, replaceInvalidSequences: false);
        return status == System.Buffers.OperationStatus.Done && TryParse(utf8.AsMemory(0, length), out json);
    }

    /// <summary>Reads what we wrote ourselves of what was read before.</summary>
    internal static JsonElement ParseOwn(ReadOnlySpan<byte> utf8) => JsonElement.Parse(utf8, Own);

    // In JSON a backslash occurs only inside strings, so escapes are found without a reader; where it occurs elsewhere, parsing refuses.
    private static bool SurrogatesArePaired(ReadOnlySpan<byte> rest)
    {
        for (var at = rest.IndexOf((byte)'\\'); at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            rest = rest[at..];
            if (rest.Length < 2)
                return false;
            if (rest[1] != 'u')
            {
                rest = rest[2..];
                continue;
            }

            if (!TryEscape(rest, out var first) || char.IsLowSurrogate(first))
                return false;
            rest = rest[EscapeLength..];
            if (!char.IsHighSurrogate(first))
                continue;
            if (!TryEscape(rest, out var second) || !char.IsLowSurrogate(second))
                return false;
            rest = rest[EscapeLength..];
        }

        return true;
    }

    private static bool TryEscape(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u'
            || !ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        unit = (char)value;
        return true;
    }
}
