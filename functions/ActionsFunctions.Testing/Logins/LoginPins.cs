using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Testing;

/// <summary>Writes pinned values into an event.</summary>
internal static class LoginPins
{
    public static string Checked(string pointer) => JsonPointer.TryParse(pointer, out var known) && known.First is not null
        ? pointer
        : throw new ArgumentException($"'{pointer}' is no JSON pointer to a member: write /user/email", nameof(pointer));

    /// <summary>A name as a reference token (RFC 6901 section 3).</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static JsonElement Apply(JsonElement start, IReadOnlyList<(string Pointer, JsonElement? Value)> pins)
    {
        if (pins.Count == 0)
            return start;
        var login = JsonNode.Parse(start.GetRawText()) as JsonObject ?? throw new ArgumentException("the event is no JSON object", nameof(start));
        foreach (var (pointer, value) in pins)
            Apply(login, pointer, value);
        return JsonElement.Parse(login.ToJsonString());
    }

    private static void Apply(JsonObject login, string pointer, JsonElement? value)
    {
        var names = pointer[1..].Split('/').Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var here = login;
        foreach (var name in names[..^1])
        {
            if (here[name] is null && value is null)
                return;
            here = (here[name] ??= new JsonObject()) as JsonObject ?? throw new ArgumentException($"'{pointer}' goes through '{name}', which is no object", nameof(pointer));
        }

        if (value is { } given)
            here[names[^1]] = JsonNode.Parse(given.GetRawText());
        else
            here.Remove(names[^1]);
    }
}
