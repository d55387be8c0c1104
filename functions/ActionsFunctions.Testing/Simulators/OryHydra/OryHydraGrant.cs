using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.OryHydra;

/// <summary>The body of the token hook for the login that an Auth0-shaped event describes: an authorization code, or a refresh where the event says so.</summary>
/// <param name="login">The event.</param>
internal sealed class OryHydraGrant(JsonElement login)
{
    private const string Issuer = "https://hydra.example/";

    private string Client => Text("client", "client_id") ?? "local-app";

    // The subject of client credentials is the client.
    private string Subject => Text("user", "user_id") ?? Client;

    private string Grant => login.Find("user") is null
        ? "client_credentials"
        : Text("transaction", "protocol") == "oauth2-refresh-token" ? "refresh_token" : "authorization_code";

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("session");
        WriteIdToken(json);
        json.WriteStartObject("extra");
        WriteText(json, "org_id", Text("organization", "id"));
        json.WriteEndObject();
        json.WriteString("client_id", Client);
        json.WriteString("consent_challenge", "");
        json.WriteBoolean("exclude_not_before_claim", false);
        json.WriteStartArray("allowed_top_level_claims");
        json.WriteEndArray();
        json.WriteBoolean("mirror_top_level_claims", true);
        json.WriteEndObject();
        WriteRequest(json);
        json.WriteEndObject();
    }

    private void WriteIdToken(Utf8JsonWriter json)
    {
        json.WriteStartObject("id_token");
        json.WriteStartObject("id_token_claims");
        json.WriteString("jti", "");
        json.WriteString("iss", Issuer);
        json.WriteString("sub", Subject);
        WriteTexts(json, "aud", [Client]);
        json.WriteString("nonce", "");
        json.WriteString("acr", "1");
        WriteTexts(json, "amr", login.Find("authentication", "methods") is { ValueKind: JsonValueKind.Array } methods
            ? [.. methods.EnumerateArray().Select(method => method.Find("name")?.ToString()).OfType<string>()]
            : []);
        // What the consent application granted.
        json.WriteStartObject("ext");
        WriteText(json, "email", Text("user", "email"));
        WriteText(json, "name", Text("user", "name"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("headers");
        json.WriteStartObject("extra");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("username", "");
        json.WriteString("subject", Subject);
        json.WriteEndObject();
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        string[] scopes = login.Find("transaction", "requested_scopes") is { ValueKind: JsonValueKind.Array } asked
            ? [.. asked.EnumerateArray().Select(scope => scope.ToString())]
            : ["openid"];
        json.WriteStartObject("request");
        json.WriteString("client_id", Client);
        WriteTexts(json, "requested_scopes", scopes);
        WriteTexts(json, "granted_scopes", scopes);
        WriteTexts(json, "granted_audience", Text("resource_server", "identifier") is { } audience ? [audience] : []);
        WriteTexts(json, "grant_types", [Grant]);
        json.WriteStartObject("payload");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private string? Text(params ReadOnlySpan<string> path) => login.Find(path)?.ToString();

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
