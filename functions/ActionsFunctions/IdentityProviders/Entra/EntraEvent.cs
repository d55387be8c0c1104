using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary>
/// Turns a token issuance call into a post-login event. Only the envelope is demanded; the user, and every member of it but the id, may
/// be absent. Source: Microsoft Learn, "Custom claims provider reference".
/// </summary>
internal static class EntraEvent
{
    /// <summary>The type of a token issuance call.</summary>
    public const string TokenIssuanceStart = "microsoft.graph.authenticationEvent.tokenIssuanceStart";

    /// <summary>Where the call's <c>data.authenticationContext</c> is, if the envelope has its shape and is this tenant's; else null.</summary>
    public static JsonElement? Context(JsonElement payload, string tenantId) =>
        payload.Object("data") is { } data
        && string.Equals(data.Text("tenantId"), tenantId, StringComparison.OrdinalIgnoreCase)
        && data.Object("authenticationContext") is { } context
        && (context.Member("user") is not { } user || user.ValueKind == JsonValueKind.Object)
            ? context
            : null;

    /// <summary>The event of a call.</summary>
    public static PostLoginEvent Build(JsonElement context, string tenantId) =>
        new(JsonBody.Read((context, tenantId), static (json, from) => Write(json, from.context, from.tenantId), StrictJson.ParseOwn));

    /// <summary>The sign-in, and for which application and resource: one sign-in can give several tokens.</summary>
    public static string? NameOf(JsonElement context) => context.Text("correlationId") is { Length: > 0 } id
        ? $"{id}\n{context.Object("clientServicePrincipal")?.Text("appId")}\n{context.Object("resourceServicePrincipal")?.Text("appId")}"
        : null;

    private static void Write(Utf8JsonWriter json, JsonElement context, string tenantId)
    {
        json.WriteStartObject();
        WriteUser(json, context.Object("user"));
        WritePrincipal(json, "client", context.Object("clientServicePrincipal"), "client_id", "name");
        WritePrincipal(json, "resource_server", context.Object("resourceServicePrincipal"), "identifier", null);
        WriteObject(json, "request", ("ip", context.Object("client")?.Text("ip")));
        WriteObject(
            json,
            "transaction",
            ("id", context.Text("correlationId")),
            ("correlation_id", context.Text("correlationId")),
            ("locale", context.Object("client")?.Text("locale")),
            ("protocol", context.Text("protocol") == "OAUTH2.0" ? "oidc-basic-profile" : null));
        WriteObject(json, "tenant", ("id", tenantId));
        // Entra has no organizations inside a tenant: the tenant is the one that the user logs in to.
        WriteObject(json, "organization", ("id", tenantId));
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement? from)
    {
        // Whom nobody can name is nobody: an event's user has an id, and answers are kept and groups are read by it.
        if (from is not { } user || user.Text("id") is not { Length: > 0 } id)
            return;
        json.WriteStartObject("user");
        WriteText(json, "user_id", id);
        // Local accounts of an external tenant have no mail, social ones no principal name.
        WriteText(json, "email", user.Text("mail") ?? user.Text("userPrincipalName"));
        WriteText(json, "username", user.Text("userPrincipalName"));
        WriteText(json, "name", user.Text("displayName"));
        WriteText(json, "given_name", user.Text("givenName"));
        WriteText(json, "family_name", user.Text("surname"));
        WriteText(json, "created_at", user.Text("createdDateTime"));
        WriteIdentity(json, user);
        json.WriteEndObject();
    }

    // Auth0 keeps what the directory itself says in the profile of an identity: userType, companyName, the on-premises names.
    private static void WriteIdentity(Utf8JsonWriter json, JsonElement user)
    {
        json.WriteStartArray("identities");
        json.WriteStartObject();
        json.WriteString("provider", "entra");
        WriteText(json, "user_id", user.Text("id"));
        json.WriteBoolean("isSocial", false);
        json.WritePropertyName("profileData");
        user.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePrincipal(Utf8JsonWriter json, string name, JsonElement? from, string id, string? display)
    {
        if (from is not { } principal)
            return;
        json.WriteStartObject(name);
        WriteText(json, id, principal.Text("appId"));
        if (display is not null)
            WriteText(json, display, principal.Text("appDisplayName") ?? principal.Text("displayName"));
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        json.WriteStartObject(name);
        foreach (var (member, value) in members)
            WriteText(json, member, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
