using System.Text.Json;
using ActionsFunctions.Model;

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

    /// <summary>Whether both are the same value, whatever the order of their members.</summary>
    public static bool Same(this JsonElement one, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A number whose exponent is too long to be compared as a number.
            return ClaimValue.Of(one) == ClaimValue.Of(other);
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
