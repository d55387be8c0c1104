using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.IdentityProviders;

/// <summary>Reading of a provider's payload, and writing of the event made from it. An empty text is a member that the provider has no value for.</summary>
internal static class PayloadReading
{
    /// <summary>True where the member is of this kind, null, or not there; anything else is a wrong shape.</summary>
    public static bool MayHave(this JsonElement json, string name, JsonValueKind kind) => json.Member(name) is not { } value || value.ValueKind == kind;

    /// <summary>A text that is not empty, or null.</summary>
    public static string? Filled(this JsonElement json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>The event that <paramref name="write"/> writes.</summary>
    public static PostLoginEvent ToEvent(this JsonElement payload, Action<Utf8JsonWriter, JsonElement> write) =>
        new(JsonBody.Read(payload, write, StrictJson.ParseOwn));

    /// <summary>Writes a text where there is one.</summary>
    public static void TextIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is { Length: > 0 })
            json.WriteString(name, value);
    }

    /// <summary>Writes a value where there is one.</summary>
    public static void ValueIfAny(this Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is not { } known)
            return;
        json.WritePropertyName(name);
        known.WriteTo(json);
    }

    /// <summary>Writes a list of texts where there is an item.</summary>
    public static void TextsIfAny(this Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
