using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary>Reads the body of the custom access token hook. Source: Supabase, "Custom Access Token Hook"; supabase/auth, package v0hooks.</summary>
internal static class SupabaseEvent
{
    /// <summary>The login; null for another shape. The claims must be there, since the answer has to repeat them.</summary>
    public static NormalizedLogin? Read(JsonElement payload) =>
        payload.Object("claims") is not null
        && payload.MayHave("user_id", JsonValueKind.String)
        && payload.MayHave("metadata", JsonValueKind.Object)
            ? new(payload.ToEvent(Write), payload) { Name = LoginId.NameOf(payload) }
            : null;

    private static void Write(Utf8JsonWriter json, JsonElement payload)
    {
        var claims = Claims(payload);
        json.WriteStartObject();
        WriteUser(json, payload.Filled("user_id"), claims);
        WriteOne(json, "client", "client_id", claims.Filled("client_id"));
        WriteOne(json, "resource_server", "identifier", claims.Filled("aud") ?? (claims.Texts("aud") is [var first, ..] ? first : null));
        WriteOne(json, "session", "id", claims.Filled("session_id"));
        WriteOne(json, "request", "ip", payload.Object("metadata")?.Filled("ip_address"));
        json.WriteStartObject("transaction");
        json.TextIfAny("protocol", payload.Text("authentication_method") == "token_refresh" ? "oauth2-refresh-token" : null);
        json.TextsIfAny("requested_scopes", claims.Text("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
        json.WriteEndObject();
        WriteMethods(json, claims);
        json.WriteEndObject();
    }

    /// <summary>The claims that the access token has already.</summary>
    public static JsonElement Claims(JsonElement payload) => payload.Object("claims") ?? default;

    // An anonymous user has an id and empty e-mail and telephone claims.
    private static void WriteUser(Utf8JsonWriter json, string? userId, JsonElement claims)
    {
        if (userId is null)
            return;
        json.WriteStartObject("user");
        json.WriteString("user_id", userId);
        json.TextIfAny("email", claims.Text("email"));
        json.TextIfAny("phone_number", claims.Text("phone"));
        json.ValueIfAny("app_metadata", claims.Object("app_metadata"));
        json.ValueIfAny("user_metadata", claims.Object("user_metadata"));
        json.WriteEndObject();
    }

    private static void WriteMethods(Utf8JsonWriter json, JsonElement claims)
    {
        if (claims.Member("amr") is not { ValueKind: JsonValueKind.Array } methods)
            return;
        json.WriteStartObject("authentication");
        json.WriteStartArray("methods");
        foreach (var method in methods.EnumerateArray())
            WriteMethod(json, method);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // An item is a text, or an object with the method and its time in seconds since 1970.
    private static void WriteMethod(Utf8JsonWriter json, JsonElement method)
    {
        var name = method.ValueKind == JsonValueKind.String ? method.GetString() : method.Text("method");
        if (name is null)
            return;
        json.WriteStartObject();
        json.WriteString("name", name);
        if (method.Whole("timestamp") is { } seconds and >= 0 and <= 253_402_300_799)
            json.WriteString("timestamp", DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter json, string name, string member, string? value)
    {
        if (value is not { Length: > 0 })
            return;
        json.WriteStartObject(name);
        json.WriteString(member, value);
        json.WriteEndObject();
    }
}
