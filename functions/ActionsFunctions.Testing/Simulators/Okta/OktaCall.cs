using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Okta;

/// <summary>The body of a token inline hook's call for the login that an Auth0-shaped event describes.</summary>
internal static class OktaCall
{
    private const string Issuer = "https://contoso.okta.example/oauth2/default";

    public static ReadOnlyMemory<byte> Body(JsonElement login, DateTimeOffset now) => JsonBody.Write((login, now), static (json, from) =>
    {
        json.WriteStartObject();
        json.WriteString("source", Issuer + "/v1/authorize");
        json.WriteString("eventId", Guid.NewGuid().ToString("N"));
        json.WriteString("eventTime", Text(from.now));
        json.WriteString("eventTypeVersion", "1.0");
        json.WriteString("cloudEventVersion", "0.1");
        json.WriteString("contentType", "application/json");
        json.WriteString("eventType", "com.okta.oauth2.tokens.transform");
        json.WriteStartObject("data");
        WriteContext(json, from.login, from.now);
        OktaTokens.WriteUnchanged(json, from.login, Issuer, from.now);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The scopes asked for; without any, those of a plain sign-in.</summary>
    public static IReadOnlyList<string> Scopes(JsonElement login) =>
        login.Find("transaction", "requested_scopes") is { ValueKind: JsonValueKind.Array } scopes && scopes.GetArrayLength() > 0
            ? [.. scopes.EnumerateArray().Select(scope => scope.ToString())]
            : ["openid", "profile", "email"];

    private static void WriteContext(Utf8JsonWriter json, JsonElement login, DateTimeOffset now)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("request");
        json.WriteString("id", "req" + Guid.NewGuid().ToString("N")[..20]);
        json.WriteString("method", "GET");
        json.WriteStartObject("url");
        json.WriteString("value", Issuer + "/v1/authorize");
        json.WriteEndObject();
        json.WriteString("ipAddress", login.Find("request", "ip")?.ToString() ?? "192.0.2.1");
        json.WriteEndObject();
        WriteProtocol(json, login);
        if (login.Find("user") is { ValueKind: JsonValueKind.Object } user)
        {
            WriteSession(json, user, now);
            WriteUser(json, user, login.Find("transaction", "locale"));
        }

        json.WriteStartObject("policy");
        json.WriteString("id", "00pcontosopolicy0001");
        json.WriteStartObject("rule");
        json.WriteString("id", "0prcontosorule000001");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProtocol(Utf8JsonWriter json, JsonElement login)
    {
        json.WriteStartObject("protocol");
        json.WriteString("type", "OAUTH2.0");
        json.WriteStartObject("request");
        json.WriteString("scope", string.Join(' ', Scopes(login)));
        json.WriteString("response_type", "code");
        WriteText(json, "state", login.Find("transaction", "state"));
        WriteText(json, "redirect_uri", login.Find("transaction", "redirect_uri"));
        WriteText(json, "response_mode", login.Find("transaction", "response_mode"));
        WriteText(json, "client_id", login.Find("client", "client_id"));
        json.WriteEndObject();
        json.WriteStartObject("issuer");
        json.WriteString("uri", Issuer);
        json.WriteEndObject();
        json.WriteStartObject("client");
        WriteText(json, "id", login.Find("client", "client_id"));
        WriteText(json, "name", login.Find("client", "name"));
        json.WriteString("type", "CONFIDENTIAL");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSession(Utf8JsonWriter json, JsonElement user, DateTimeOffset now)
    {
        json.WriteStartObject("session");
        json.WriteString("id", "102contososession000001");
        WriteText(json, "userId", user.Find("user_id"));
        WriteText(json, "login", user.Find("email"));
        json.WriteString("createdAt", Text(now));
        json.WriteString("expiresAt", Text(now.AddHours(2)));
        json.WriteString("status", "ACTIVE");
        json.WriteString("lastPasswordVerification", Text(now));
        json.WriteStartArray("amr");
        json.WriteStringValue("PASSWORD");
        json.WriteEndArray();
        json.WriteStartObject("idp");
        json.WriteString("id", "00ocontosodirectory1");
        json.WriteString("type", "OKTA");
        json.WriteEndObject();
        json.WriteBoolean("mfaActive", false);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement user, JsonElement? locale)
    {
        json.WriteStartObject("user");
        WriteText(json, "id", user.Find("user_id"));
        WriteText(json, "passwordChanged", user.Find("last_password_reset"));
        json.WriteStartObject("profile");
        WriteText(json, "login", user.Find("email") ?? user.Find("username"));
        WriteText(json, "firstName", user.Find("given_name"));
        WriteText(json, "lastName", user.Find("family_name"));
        WriteText(json, "locale", locale);
        json.WriteString("timeZone", "Europe/Vienna");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.String } text)
            json.WriteString(name, text.GetString());
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
