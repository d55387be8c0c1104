using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Zitadel;

/// <summary>The body of a function's call for the login that an Auth0-shaped event describes.</summary>
internal static class ZitadelCall
{
    public static ReadOnlyMemory<byte> Body(JsonElement login, string function, DateTimeOffset now) =>
        JsonBody.Write((login, function, now), static (json, from) => Write(json, from.login, from.function, from.now));

    /// <summary>The same call for another function.</summary>
    public static ReadOnlyMemory<byte> Again(JsonElement body, string function) => JsonBody.Write((body, function), static (json, from) =>
    {
        json.WriteStartObject();
        json.WriteString("function", from.function);
        foreach (var member in from.body.EnumerateObject().Where(member => !member.NameEquals("function")))
            member.WriteTo(json);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, JsonElement login, string function, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("function", function);
        if (login.Find("user") is { ValueKind: JsonValueKind.Object } user)
        {
            json.WriteStartObject("userinfo");
            WriteText(json, "sub", user.Find("user_id"));
            WriteText(json, "name", user.Find("name"));
            WriteText(json, "email", user.Find("email"));
            json.WriteEndObject();
            WriteUser(json, login, user, now);
            WriteMetadata(json, user.Find("user_metadata"), now);
        }

        json.WriteStartObject("org");
        json.WriteString("id", login.Find("organization", "id")?.ToString() ?? "100000000000000001");
        json.WriteString("name", login.Find("organization", "name")?.ToString() ?? "contoso");
        json.WriteString("primary_domain", "contoso.example");
        json.WriteEndObject();
        json.WriteStartObject("application");
        WriteText(json, "client_id", login.Find("client", "client_id"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement login, JsonElement user, DateTimeOffset now)
    {
        json.WriteStartObject("user");
        WriteText(json, "id", user.Find("user_id"));
        json.WriteString("creation_date", user.Find("created_at")?.ToString() ?? now.ToString("O"));
        json.WriteString("change_date", user.Find("updated_at")?.ToString() ?? now.ToString("O"));
        json.WriteNumber("sequence", 1);
        json.WriteNumber("state", 1);
        json.WriteString("username", (user.Find("username") ?? user.Find("email") ?? user.Find("user_id"))?.ToString());
        json.WriteStartObject("human");
        WriteText(json, "first_name", user.Find("given_name"));
        WriteText(json, "last_name", user.Find("family_name"));
        WriteText(json, "display_name", user.Find("name"));
        json.WriteString("preferred_language", login.Find("transaction", "locale")?.ToString() ?? "en");
        WriteText(json, "email", user.Find("email"));
        json.WriteBoolean("is_email_verified", user.Find("email_verified") is { ValueKind: JsonValueKind.True });
        WriteText(json, "phone", user.Find("phone_number"));
        json.WriteString("password_changed", "0001-01-01T00:00:00Z");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, JsonElement? metadata, DateTimeOffset now)
    {
        if (metadata is not { ValueKind: JsonValueKind.Object } map)
            return;
        json.WriteStartArray("user_metadata");
        foreach (var entry in map.EnumerateObject())
        {
            json.WriteStartObject();
            json.WriteString("creation_date", now.ToString("O"));
            json.WriteString("key", entry.Name);
            json.WriteBase64String("value", Encoding.UTF8.GetBytes(entry.Value.GetRawText()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.String } text)
            json.WriteString(name, text.GetString());
    }
}
