using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary>
/// Reads the token hook's body (<c>session</c> and <c>request</c>) and that of the legacy refresh hook (<c>subject</c>, <c>session</c> and
/// <c>requester</c>). Source: Ory, "OAuth2 token hook"; ory/hydra, package oauth2.
/// </summary>
internal static class OryHydraEvent
{
    private const string RefreshGrant = "refresh_token";

    /// <summary>The login; null for another shape. The two maps must be maps, since the answer has to repeat them.</summary>
    public static NormalizedLogin? Read(JsonElement payload)
    {
        if (payload.Object("session") is not { } session
            || Request(payload) is null
            || !session.MayHave("extra", JsonValueKind.Object)
            || !session.MayHave("id_token", JsonValueKind.Object)
            || !IdToken(payload).MayHave("subject", JsonValueKind.String)
            || !IdToken(payload).MayHave("id_token_claims", JsonValueKind.Object)
            || !IdTokenClaims(payload).MayHave("ext", JsonValueKind.Object))
            return null;
        return new(payload.ToEvent(Write), payload) { Name = LoginId.NameOf(payload) };
    }

    /// <summary>The custom claims that the access token has already.</summary>
    public static JsonElement? AccessClaims(JsonElement payload) => payload.Object("session")?.Object("extra");

    /// <summary>The custom claims that the ID token has already.</summary>
    public static JsonElement? IdClaims(JsonElement payload) => IdTokenClaims(payload).Object("ext");

    private static JsonElement? Request(JsonElement payload) => payload.Object("request") ?? payload.Object("requester");

    private static JsonElement IdToken(JsonElement payload) => payload.Object("session")?.Object("id_token") ?? default;

    private static JsonElement IdTokenClaims(JsonElement payload) => IdToken(payload).Object("id_token_claims") ?? default;

    private static void Write(Utf8JsonWriter json, JsonElement payload)
    {
        var request = Request(payload) ?? default;
        var grant = Grant(payload, request);
        json.WriteStartObject();
        WriteUser(json, payload, grant);
        if ((request.Filled("client_id") ?? payload.Filled("client_id") ?? payload.Object("session")?.Filled("client_id")) is { } client)
        {
            json.WriteStartObject("client");
            json.WriteString("client_id", client);
            json.WriteEndObject();
        }

        if (request.Texts("granted_audience") is [{ Length: > 0 } audience, ..])
        {
            json.WriteStartObject("resource_server");
            json.WriteString("identifier", audience);
            json.WriteEndObject();
        }

        json.WriteStartObject("transaction");
        json.TextIfAny("protocol", grant is null ? null : GrantProtocol.Of(grant));
        json.TextsIfAny("requested_scopes", request.Texts("requested_scopes"));
        json.TextsIfAny("target_scopes", request.Texts("granted_scopes"));
        json.WriteEndObject();
        WriteMethods(json, IdTokenClaims(payload).Texts("amr"));
        json.WriteEndObject();
    }

    private static string? Grant(JsonElement payload, JsonElement request) =>
        request.Texts("grant_types") is [var grant, ..] ? grant : payload.Object("requester") is null ? null : RefreshGrant;

    // Of client credentials the subject is the client itself: an application must not pass for a person.
    private static void WriteUser(Utf8JsonWriter json, JsonElement payload, string? grant)
    {
        if (grant == "client_credentials" || (IdToken(payload).Filled("subject") ?? payload.Filled("subject")) is not { } subject)
            return;
        json.WriteStartObject("user");
        json.WriteString("user_id", subject);
        json.TextIfAny("email", IdClaims(payload)?.Filled("email") ?? AccessClaims(payload)?.Filled("email"));
        json.TextIfAny("username", IdToken(payload).Filled("username"));
        json.WriteEndObject();
    }

    private static void WriteMethods(Utf8JsonWriter json, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0)
            return;
        json.WriteStartObject("authentication");
        json.WriteStartArray("methods");
        foreach (var method in methods)
        {
            json.WriteStartObject();
            json.WriteString("name", method);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
