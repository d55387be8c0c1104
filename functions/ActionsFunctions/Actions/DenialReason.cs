using System.Globalization;
using System.Text;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Actions;

/// <summary>
/// The reason of a refusal. It goes to the application as <c>error_description</c>, into pages and logs of others, so it is one short line: no control
/// or invisible formatting character, none that RFC 6749 section 4.1.2.1 keeps out (<c>"</c>, <c>\</c>), none that begins markup.
/// </summary>
internal static class DenialReason
{
    private const int MaxLength = 200;

    /// <summary>The text as far as it may be said; null where nothing is left of it.</summary>
    public static string? Of(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var isSpace = !IsShown(rune);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
                continue;
            if (line.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            line.Append(isSpace ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd() is { Length: > 0 } said ? said : null;
    }

    /// <summary>The setting <c>DenyReason</c>.</summary>
    public static string Read(SettingsReader reader, string otherwise)
    {
        var text = reader.Text("DenyReason") ?? otherwise;
        if (Of(text) != text)
            reader.Fault("DenyReason", string.Create(CultureInfo.InvariantCulture, $"must be one line of at most {MaxLength} characters, without \", \\, < or >"));
        return text;
    }

    private static bool IsShown(Rune rune) => rune.Value is not ('"' or '\\' or '<' or '>' or 0xFFFD) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
