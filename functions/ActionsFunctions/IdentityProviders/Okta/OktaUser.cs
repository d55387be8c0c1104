using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>The user, the session and how the user authenticated.</summary>
internal static class OktaUser
{
    public static void Write(Utf8JsonWriter json, JsonElement payload, JsonElement context)
    {
        var session = context.Object("session");
        // Whom nobody can name is nobody: answers are kept and groups are read by the id.
        if (context.Object("user") is { } user && user.Filled("id") is { } id)
            WriteUser(json, payload, user, id, session);
        if (session is not { } known)
            return;
        WriteMethods(json, known);
        WriteSession(json, known);
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement payload, JsonElement user, string id, JsonElement? session)
    {
        var profile = user.Object("profile") ?? default;
        json.WriteStartObject("user");
        json.WriteString("user_id", id);
        json.TextIfAny("email", Email(profile.Text("login"), payload));
        json.TextIfAny("username", profile.Text("login"));
        json.TextIfAny("name", OktaPayload.Claims(payload, Token.Id)?.Text("name") ?? OktaPayload.Claims(payload, Token.Access)?.Text("name"));
        json.TextIfAny("given_name", profile.Text("firstName"));
        json.TextIfAny("family_name", profile.Text("lastName"));
        json.TextIfAny("last_password_reset", user.Text("passwordChanged"));
        WriteIdentity(json, id, profile, session?.Object("idp"));
        json.WriteEndObject();
    }

    // The login is what administrators assign, and mostly an address; the claim is what the user may have changed.
    private static string? Email(string? login, JsonElement payload) => login?.Contains('@', StringComparison.Ordinal) == true
        ? login
        : OktaPayload.Claims(payload, Token.Id)?.Text("email") ?? OktaPayload.Claims(payload, Token.Access)?.Text("email");

    // Auth0 keeps what the directory itself says in the profile of an identity: locale, time zone.
    private static void WriteIdentity(Utf8JsonWriter json, string id, JsonElement profile, JsonElement? provider)
    {
        json.WriteStartArray("identities");
        json.WriteStartObject();
        json.TextIfAny("connection", provider?.Text("id"));
        json.WriteString("provider", "okta");
        json.WriteString("user_id", id);
        json.WriteBoolean("isSocial", provider?.Text("type") == "SOCIAL");
        json.ValueIfAny("profileData", profile.ValueKind == JsonValueKind.Object ? profile : null);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteMethods(Utf8JsonWriter json, JsonElement session)
    {
        var methods = session.Texts("amr");
        if (methods.Count == 0)
            return;
        json.WriteStartObject("authentication");
        json.WriteStartArray("methods");
        foreach (var method in methods)
        {
            json.WriteStartObject();
            json.WriteString("name", MethodName(method));
            json.TextIfAny("timestamp", session.Text(method == "PASSWORD" ? "lastPasswordVerification" : "lastFactorVerification"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Auth0's names for what both have; Okta's own for the rest.
    private static string MethodName(string method) => method switch
    {
        "PASSWORD" => "pwd",
        "MULTIPLE_FACTORS" => "mfa",
        "SMS" => "sms",
        "EMAIL" => "email",
        _ => method,
    };

    private static void WriteSession(Utf8JsonWriter json, JsonElement session)
    {
        json.WriteStartObject("session");
        json.TextIfAny("id", session.Text("id"));
        json.TextIfAny("user_id", session.Text("userId"));
        json.TextIfAny("authenticated_at", session.Text("lastPasswordVerification"));
        json.TextIfAny("created_at", session.Text("createdAt"));
        json.TextIfAny("expires_at", session.Text("expiresAt"));
        json.WriteEndObject();
    }
}
