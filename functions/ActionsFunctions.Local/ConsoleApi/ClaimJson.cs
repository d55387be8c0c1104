using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>What became of every claim: <c>[{token, name, writes: [{action, value, fate, by?, reason?, issuedName?, issuedValue?}]}]</c>.</summary>
internal static class ClaimJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ClaimTrail> claims)
    {
        json.WriteStartArray("claims"u8);
        foreach (var claim in claims)
        {
            json.WriteStartObject();
            json.WriteString("token"u8, claim.Token == Token.Id ? "idToken"u8 : "accessToken"u8);
            json.WriteString("name"u8, claim.Name);
            json.WriteStartArray("writes"u8);
            foreach (var write in claim.Writes)
                WriteOne(json, write);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter json, ClaimWrite write)
    {
        json.WriteStartObject();
        json.WriteString("action"u8, write.Action);
        WriteValue(json, "value", write.Value);
        json.WriteString("fate"u8, write.Fate switch
        {
            ClaimFate.Issued => "issued",
            ClaimFate.Overridden => "overridden",
            ClaimFate.Removed => "removed",
            ClaimFate.Dropped => "dropped",
            _ => "denied",
        });
        if (write.By is not null)
            json.WriteString("by"u8, write.By);
        if (write.Reason is not null)
            json.WriteString("reason"u8, write.Reason);
        if (write.Issued is { } issued)
        {
            json.WriteString("issuedName"u8, issued.Name);
            WriteValue(json, "issuedValue", issued.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, ClaimValue value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}
