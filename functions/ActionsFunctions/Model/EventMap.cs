using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>A JSON object of names and values that the vendor leaves open, such as app_metadata. Absent reads as empty.</summary>
/// <param name="json">The object, or default.</param>
public readonly struct EventMap(JsonElement json)
{
    /// <summary>The raw member; undefined where absent.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The value of a name, or null where absent or JSON null.</summary>
    public JsonElement? this[string name] => Json.Member(name);

    /// <summary>The text of a name, or null where absent or not text.</summary>
    public string? Text(string name) => Json.Text(name);
}
