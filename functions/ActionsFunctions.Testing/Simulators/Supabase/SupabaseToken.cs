using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Supabase;

/// <summary>The body of the hook for the login that an Auth0-shaped event describes. The user's id is the event's, and so no UUID where that is none.</summary>
/// <param name="login">The event.</param>
/// <param name="now">When the token is issued.</param>
internal sealed class SupabaseToken(JsonElement login, DateTimeOffset now)
{
    private string? UserId => Text("user", "user_id");

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("uuid", Guid.NewGuid());
        json.WriteString("time", now.UtcDateTime);
        json.WriteString("name", "customize-access-token");
        WriteText(json, "ip_address", Text("request", "ip"));
        json.WriteEndObject();
        WriteText(json, "user_id", UserId);
        WriteClaims(json);
        json.WriteString("authentication_method", Text("transaction", "protocol") == "oauth2-refresh-token" ? "token_refresh" : "password");
        json.WriteEndObject();
    }

    private void WriteClaims(Utf8JsonWriter json)
    {
        json.WriteStartObject("claims");
        json.WriteString("iss", "https://project.supabase.example/auth/v1");
        json.WriteString("sub", UserId ?? "");
        json.WriteString("aud", "authenticated");
        json.WriteNumber("exp", now.AddHours(1).ToUnixTimeSeconds());
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteString("email", Text("user", "email") ?? "");
        json.WriteString("phone", Text("user", "phone_number") ?? "");
        WriteMap(json, "app_metadata");
        WriteMap(json, "user_metadata");
        json.WriteString("role", "authenticated");
        json.WriteString("aal", "aal1");
        json.WriteStartArray("amr");
        json.WriteStartObject();
        json.WriteString("method", "password");
        json.WriteNumber("timestamp", now.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("session_id", Text("session", "id") ?? Guid.NewGuid().ToString());
        json.WriteBoolean("is_anonymous", false);
        WriteText(json, "client_id", Text("client", "client_id"));
        json.WriteEndObject();
    }

    private void WriteMap(Utf8JsonWriter json, string name)
    {
        json.WritePropertyName(name);
        if (login.Find("user", name) is { ValueKind: JsonValueKind.Object } map)
        {
            map.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteEndObject();
    }

    private string? Text(params ReadOnlySpan<string> path) => login.Find(path)?.ToString();

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
