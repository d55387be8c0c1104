using System.Text;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>Writes the event's user: a person, or a machine that has a user of its own.</summary>
internal static class ZitadelUser
{
    // Deep enough for any metadata, and shallow enough that the event around it is still read by a parser that stops at 64.
    private const int MaxMetadataDepth = 32;

    public static void Write(Utf8JsonWriter json, string id, JsonElement user, JsonElement payload)
    {
        var human = user.Object("human") ?? default;
        json.WriteStartObject("user");
        json.WriteString("user_id", id);
        json.TextIfAny("username", user.Text("username"));
        json.TextIfAny("email", human.Text("email"));
        WriteFlag(json, "email_verified", human.Flag("is_email_verified"));
        json.TextIfAny("phone_number", human.Text("phone"));
        WriteFlag(json, "phone_verified", human.Flag("is_phone_verified"));
        json.TextIfAny("name", human.Text("display_name") ?? user.Object("machine")?.Text("name"));
        json.TextIfAny("nickname", human.Text("nick_name"));
        json.TextIfAny("given_name", human.Text("first_name"));
        json.TextIfAny("family_name", human.Text("last_name"));
        json.TextIfAny("created_at", Date(user.Text("creation_date")));
        json.TextIfAny("updated_at", Date(user.Text("change_date")));
        json.TextIfAny("last_password_reset", Date(human.Text("password_changed")));
        WriteMetadata(json, payload);
        json.WriteEndObject();
    }

    // ZITADEL lets users write their own metadata, so it is user_metadata: never a basis for authorization.
    private static void WriteMetadata(Utf8JsonWriter json, JsonElement payload)
    {
        var entries = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in payload.Objects("user_metadata", static entry => entry))
        {
            if (entry.Text("key") is { } key && entry.Text("value") is { } value && Decode(value) is { } bytes)
                entries[key] = bytes;
        }

        if (entries.Count == 0)
            return;
        json.WriteStartObject("user_metadata");
        foreach (var (key, value) in entries)
        {
            json.WritePropertyName(key);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    // What we write is JSON text, and so is what ZITADEL's own Actions wrote; an administrator writes plain text.
    private static void WriteValue(Utf8JsonWriter json, byte[] value)
    {
        if (StrictJson.TryParse(value, out var parsed) && IsShallow(value))
            parsed.WriteTo(json);
        else
            json.WriteStringValue(Encoding.UTF8.GetString(value));
    }

    private static bool IsShallow(byte[] value)
    {
        var reader = new Utf8JsonReader(value);
        while (reader.Read())
        {
            if (reader.CurrentDepth >= MaxMetadataDepth)
                return false;
        }

        return true;
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    // Go writes a time that was never set as the first day of the year 1.
    private static string? Date(string? time) => time?.StartsWith("0001-01-01", StringComparison.Ordinal) == true ? null : time;

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
            json.WriteBoolean(name, known);
    }
}
