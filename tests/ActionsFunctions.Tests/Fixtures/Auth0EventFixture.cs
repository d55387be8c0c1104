using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Fixtures;

/// <summary>An event with a value of our own for every documented member of Auth0's post-login event.</summary>
internal static class Auth0EventFixture
{
    private static readonly byte[] Utf8 = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "auth0-event.json"));

    public static JsonElement Json => JsonElement.Parse(Utf8);

    /// <summary>The event with the value at a pointer replaced; JSON text, or null to remove the member or item.</summary>
    public static JsonElement With(string path, string? value)
    {
        var root = JsonNode.Parse(Utf8)!;
        var names = path.Split('/')[1..];
        var parent = names[..^1].Aggregate(root, static (node, name) => node is JsonArray items ? items[Index(name)]! : node[name]!);
        if (parent is JsonArray array)
            Replace(array, Index(names[^1]), value);
        else
            Replace(parent.AsObject(), names[^1], value);
        return JsonElement.Parse(root.ToJsonString());
    }

    public static PostLoginEvent Event => new(Json);

    private static void Replace(JsonArray items, int index, string? value)
    {
        if (value is null)
            items.RemoveAt(index);
        else
            items[index] = JsonNode.Parse(value);
    }

    private static void Replace(JsonObject members, string name, string? value)
    {
        if (value is null)
            members.Remove(name);
        else
            members[name] = JsonNode.Parse(value);
    }

    private static int Index(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
