using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>Reading of JSON that may be anything at all: what is not there reads as null.</summary>
internal static class LenientJson
{
    /// <summary>The object that these bytes hold, or null.</summary>
    public static JsonElement? Object(ReadOnlySpan<byte> json)
    {
        try
        {
            var element = JsonElement.Parse(json);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member at a path of names; null where there is none or it is JSON null.</summary>
    public static JsonElement? Find(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }

        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json;
    }
}
