using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.AzureAdB2C;

/// <summary>The body of an API connector's call for the login that an Auth0-shaped event describes.</summary>
internal static class AzureAdB2CCall
{
    // Of the local tenant's b2c-extensions-app.
    private const string ExtensionsApp = "10ca1000000040008000000000b2ce87";

    public static ReadOnlyMemory<byte> Body(JsonElement login) => JsonBody.Write(login, static (json, from) =>
    {
        json.WriteStartObject();
        if (from.Find("user") is { ValueKind: JsonValueKind.Object } user)
        {
            json.WriteString("step", "PreTokenIssuance");
            WriteText(json, "objectId", user.Find("user_id"));
            WritePerson(json, user);
        }
        else
        {
            json.WriteString("step", "PostAttributeCollection");
            WriteText(json, "email", from.Find("transaction", "login_hint"));
        }

        WriteText(json, "client_id", from.Find("client", "client_id"));
        json.WriteString("ui_locales", from.Find("transaction", "locale")?.ToString() ?? "en-US");
        json.WriteEndObject();
    });

    private static void WritePerson(Utf8JsonWriter json, JsonElement user)
    {
        WriteText(json, "email", user.Find("email"));
        WriteText(json, "displayName", user.Find("name"));
        WriteText(json, "givenName", user.Find("given_name"));
        WriteText(json, "surname", user.Find("family_name"));
        // Custom attributes hold single values only.
        if (user.Find("user_metadata") is not { ValueKind: JsonValueKind.Object } attributes)
            return;
        foreach (var attribute in attributes.EnumerateObject().Where(attribute => AzureAdB2CTokens.IsSingleValue(attribute.Value)))
        {
            json.WritePropertyName($"extension_{ExtensionsApp}_{attribute.Name}");
            attribute.Value.WriteTo(json);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.String } text)
            json.WriteString(name, text.GetString());
    }
}
