using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Normalizing;

/// <summary>A JSON pointer (RFC 6901), parsed once and applied to every login.</summary>
public sealed class JsonPointer
{
    private readonly (string Text, byte[] Name)[] tokens;

    private JsonPointer(string text, string[] tokens)
    {
        Text = text;
        this.tokens = Array.ConvertAll(tokens, token => (token, Encoding.UTF8.GetBytes(token)));
    }

    /// <summary>The pointer as written.</summary>
    public string Text { get; }

    /// <summary>The first reference token, or null for the whole document.</summary>
    public string? First => tokens.Length > 0 ? tokens[0].Text : null;

    /// <summary>Parses a pointer: empty (the whole document) or reference tokens each led by a slash, with ~0 and ~1 as escapes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPointer? pointer)
    {
        ArgumentNullException.ThrowIfNull(text);
        pointer = null;
        if (text.Length > 0 && text[0] != '/')
            return false;
        var parts = text.Length == 0 ? [] : text[1..].Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryUnescape(parts[i], out parts[i]!))
                return false;
        }

        pointer = new(text, parts);
        return true;
    }

    /// <summary>The value pointed at, or null where there is none or it is JSON null.</summary>
    public JsonElement? Find(JsonElement document)
    {
        var here = document;
        foreach (var (token, name) in tokens)
        {
            if (here.ValueKind == JsonValueKind.Object && here.TryGetProperty(name, out var member))
                here = member;
            else if (here.ValueKind == JsonValueKind.Array && TryIndex(token, here.GetArrayLength(), out var index))
                here = here[index];
            else
                return null;
        }

        return here.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : here;
    }

    // RFC 6901 section 4: no leading zeros, no sign.
    private static bool TryIndex(string token, int length, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && index < length
        && (token.Length == 1 || token[0] != '0');

    // RFC 6901 section 3: a tilde is followed by 0 or 1; ~1 is undone before ~0, so that ~01 reads as ~1.
    private static bool TryUnescape(string token, out string unescaped)
    {
        unescaped = token;
        for (var i = token.IndexOf('~', StringComparison.Ordinal); i >= 0; i = token.IndexOf('~', i + 1))
        {
            if (i + 1 == token.Length || token[i + 1] is not ('0' or '1'))
                return false;
        }

        unescaped = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return true;
    }
}
