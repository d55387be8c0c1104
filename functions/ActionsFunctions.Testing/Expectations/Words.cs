using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing;

/// <summary>Commands and values as a reader of a failed test wants to see them.</summary>
internal static class Words
{
    public static string Of(Command command) => Of(command.Method, command.Args);

    public static string Of(string method, IEnumerable<ClaimValue> args) => $"{method}({string.Join(", ", args.Select(Of))})";

    public static string Of(ClaimValue value) => value.Element.GetRawText();

    /// <summary>One line each, or the words for none.</summary>
    public static string List(IEnumerable<string> lines, string none)
    {
        var text = string.Join("\n  ", lines);
        return text.Length == 0 ? none : "\n  " + text;
    }

    /// <summary>Same JSON value: numbers by what they are worth, objects without regard to the order of their members.</summary>
    public static bool Same(ClaimValue one, ClaimValue other) => one == other || JsonElement.DeepEquals(one.Element, other.Element);

    /// <summary>The names of a JSON object.</summary>
    public static string Names(JsonElement? json) => json is { ValueKind: JsonValueKind.Object } known
        ? string.Join(", ", known.EnumerateObject().Select(member => member.Name))
        : "nothing";
}
