using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>The body of a token issuance call for the login that an Auth0-shaped event describes.</summary>
internal static class EntraCall
{
    // Entra's objects have GUIDs; the local tenant's one listener, extension and applications have these.
    private const string Listener = "10ca1000-0000-4000-8000-000000001157";
    private const string Extension = "10ca1000-0000-4000-8000-00000000e871";
    private const string Principal = "10ca1000-0000-4000-8000-0000000005b0";

    public static ReadOnlyMemory<byte> Body(JsonElement login, string tenantId) => JsonBody.Write((login, tenantId), static (json, from) =>
    {
        json.WriteStartObject();
        json.WriteString("type", "microsoft.graph.authenticationEvent.tokenIssuanceStart");
        json.WriteString("source", $"/tenants/{from.tenantId}/applications/{from.login.Find("client", "client_id")}");
        json.WriteStartObject("data");
        json.WriteString("@odata.type", "microsoft.graph.onTokenIssuanceStartCalloutData");
        json.WriteString("tenantId", from.tenantId);
        json.WriteString("authenticationEventListenerId", Listener);
        json.WriteString("customAuthenticationExtensionId", Extension);
        json.WriteStartObject("authenticationContext");
        WriteContext(json, from.login);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteContext(Utf8JsonWriter json, JsonElement login)
    {
        json.WriteString("correlationId", login.Find("transaction", "id")?.ToString() ?? Guid.NewGuid().ToString());
        json.WriteStartObject("client");
        json.WriteString("ip", login.Find("request", "ip")?.ToString() ?? "192.0.2.1");
        var locale = login.Find("transaction", "locale")?.ToString() ?? "en-us";
        json.WriteString("locale", locale);
        json.WriteString("market", locale);
        json.WriteEndObject();
        json.WriteString("protocol", "OAUTH2.0");
        WritePrincipal(json, "clientServicePrincipal", login.Find("client", "client_id"), login.Find("client", "name"));
        WritePrincipal(json, "resourceServicePrincipal", login.Find("resource_server", "identifier") ?? login.Find("client", "client_id"), login.Find("client", "name"));
        if (login.Find("user") is { ValueKind: JsonValueKind.Object } user)
            WriteUser(json, user);
    }

    private static void WritePrincipal(Utf8JsonWriter json, string member, JsonElement? appId, JsonElement? name)
    {
        json.WriteStartObject(member);
        json.WriteString("id", Principal);
        WriteText(json, "appId", appId);
        WriteText(json, "appDisplayName", name);
        WriteText(json, "displayName", name);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement user)
    {
        json.WriteStartObject("user");
        WriteText(json, "createdDateTime", user.Find("created_at"));
        WriteText(json, "displayName", user.Find("name"));
        WriteText(json, "givenName", user.Find("given_name"));
        WriteText(json, "id", user.Find("user_id"));
        WriteText(json, "mail", user.Find("email"));
        WriteText(json, "surname", user.Find("family_name"));
        WriteText(json, "userPrincipalName", user.Find("username") ?? user.Find("email"));
        json.WriteString("userType", "Member");
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.String } text)
            json.WriteString(name, text.GetString());
    }
}
