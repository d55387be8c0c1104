using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>
/// Turns a call of Azure AD B2C into a post-login event. Before the account exists there is no user: what the person entered is then
/// <c>prompt.fields</c>, as after a form of Auth0's.
/// </summary>
internal static class AzureAdB2CEvent
{
    public static NormalizedLogin? Read(JsonElement payload)
    {
        if (AzureAdB2CExchanges.Of(payload) is not { } exchange || !payload.MayHave("identities", JsonValueKind.Array))
            return null;
        return new(payload.ToEvent((json, from) => Write(json, from, exchange)), payload) { CallerCorrelationId = payload.Filled("correlationId") };
    }

    private static void Write(Utf8JsonWriter json, JsonElement payload, AzureAdB2CExchange exchange)
    {
        json.WriteStartObject();
        if (exchange.IsSignUp())
            WriteForm(json, payload);
        else if (payload.Filled("objectId") is { } id)
            WriteUser(json, payload, id);
        WriteClient(json, payload.Filled("client_id") ?? payload.Filled("clientId"));
        WriteTransaction(json, payload);
        WriteNamed(json, "request", "ip", payload.Filled("ipAddress"));
        WriteNamed(json, "tenant", "id", payload.Filled("tenantId"));
        json.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter json, JsonElement payload)
    {
        json.WriteStartObject("prompt");
        json.TextIfAny("id", payload.Text("step"));
        json.WriteStartObject("fields");
        AzureAdB2CAttributes.Write(json, payload, ["step", "client_id", "clientId", "ui_locales"]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, JsonElement payload, string id)
    {
        json.WriteStartObject("user");
        json.WriteString("user_id", id);
        json.TextIfAny("email", payload.Text("email"));
        json.TextIfAny("name", payload.Text("displayName"));
        json.TextIfAny("given_name", payload.Text("givenName"));
        json.TextIfAny("family_name", payload.Text("surname"));
        WriteIdentities(json, payload);
        // Not app_metadata, which only administrators write: a sign-up page may ask the person for any attribute.
        json.WriteStartObject("user_metadata");
        AzureAdB2CAttributes.Write(
            json, payload, ["step", "client_id", "clientId", "ui_locales", "lang", "objectId", "email", "displayName", "givenName", "surname", "correlationId", "ipAddress", "tenantId"]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIdentities(Utf8JsonWriter json, JsonElement payload)
    {
        json.WriteStartArray("identities");
        foreach (var identity in payload.Objects("identities", static item => item))
        {
            json.WriteStartObject();
            json.TextIfAny("connection", identity.Text("issuer"));
            json.TextIfAny("provider", identity.Text("issuer"));
            json.TextIfAny("user_id", identity.Text("issuerAssignedId"));
            json.WriteBoolean("isSocial", identity.Text("signInType") == "federated");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClient(Utf8JsonWriter json, string? id) => WriteNamed(json, "client", "client_id", id);

    private static void WriteTransaction(Utf8JsonWriter json, JsonElement payload)
    {
        var locales = (payload.Filled("ui_locales") ?? payload.Filled("lang"))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        json.WriteStartObject("transaction");
        json.TextIfAny("correlation_id", payload.Text("correlationId"));
        json.TextIfAny("locale", locales.FirstOrDefault());
        json.TextsIfAny("ui_locales", locales);
        json.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter json, string name, string member, string? value)
    {
        if (value is null)
            return;
        json.WriteStartObject(name);
        json.WriteString(member, value);
        json.WriteEndObject();
    }
}
