using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>
/// Definition of a claims mapping policy: JSON text, itself a value in Graph's JSON. A claim keeps the name that the flow gives it. Source: Microsoft Learn,
/// "Claims mapping policy type".
/// </summary>
internal static class PolicyDefinition
{
    private const string Provider = "CustomClaimsProvider";

    // The text is read by Entra, never by a browser: escaped as \u0027 a claim name would be hard to recognise in the portal.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The definition with these claims of ours. Other entries of <paramref name="current"/> stay: an administrator may have mapped an attribute beside them.
    /// The same text comes back where it is right already.
    /// </summary>
    public static string With(IReadOnlyList<string> claims, string? current)
    {
        var schema = SchemaOf(current);
        if (current is not null && OursIn(schema).SetEquals(claims.Select(claim => ((string?)claim, (string?)claim))))
            return current;
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("ClaimsMappingPolicy"u8);
            json.WriteNumber("Version"u8, 1);
            json.WriteString("IncludeBasicClaimSet"u8, "true"u8);
            json.WriteStartArray("ClaimsSchema"u8);
            foreach (var entry in schema.Where(entry => !IsOurs(entry)))
                entry.WriteTo(json);
            foreach (var claim in claims)
                Write(json, claim);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string claim)
    {
        json.WriteStartObject();
        json.WriteString("Source"u8, Provider);
        json.WriteString("ID"u8, claim);
        json.WriteString("JwtClaimType"u8, claim);
        json.WriteEndObject();
    }

    private static List<JsonElement> SchemaOf(string? definition)
    {
        try
        {
            return definition is not null
                && JsonElement.Parse(definition) is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("ClaimsMappingPolicy"u8, out var policy) && policy.ValueKind == JsonValueKind.Object
                && policy.TryGetProperty("ClaimsSchema"u8, out var schema) && schema.ValueKind == JsonValueKind.Array ? [.. schema.EnumerateArray()] : [];
        }
        catch (JsonException)
        {
            // Ours, broken by hand: written anew.
            return [];
        }
    }

    private static HashSet<(string?, string?)> OursIn(List<JsonElement> schema) => [.. schema.Where(IsOurs).Select(entry => (Text(entry, "ID"), Text(entry, "JwtClaimType")))];

    private static bool IsOurs(JsonElement entry) => Text(entry, "Source") == Provider;

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
