using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>The OAuth 2.0 request behind the call.</summary>
internal static class OktaTransaction
{
    public static void Write(Utf8JsonWriter json, JsonElement payload, JsonElement context)
    {
        var request = context.Object("protocol")?.Object("request") ?? default;
        json.WriteStartObject("transaction");
        json.TextIfAny("id", payload.Text("eventId"));
        json.TextIfAny("correlation_id", context.Object("request")?.Text("id"));
        json.TextIfAny("protocol", Protocol(request));
        json.TextIfAny("locale", context.Object("user")?.Object("profile")?.Text("locale"));
        json.TextIfAny("redirect_uri", request.Text("redirect_uri"));
        json.TextIfAny("state", request.Text("state"));
        json.TextIfAny("login_hint", request.Text("login_hint"));
        json.TextIfAny("response_mode", request.Text("response_mode"));
        json.TextsIfAny("requested_scopes", Words(request, "scope"));
        json.TextsIfAny("response_type", Words(request, "response_type"));
        json.TextsIfAny("prompt", Words(request, "prompt"));
        json.TextsIfAny("acr_values", Words(request, "acr_values"));
        json.WriteEndObject();
    }

    /// <summary>The first grant of a refresh. Okta's schema writes a capital O, its examples do not.</summary>
    public static JsonElement? OriginalGrant(JsonElement? protocol) => protocol?.Object("OriginalGrant") ?? protocol?.Object("originalGrant");

    private static string? Protocol(JsonElement request) =>
        request.Text("grant_type") is { } grant ? GrantProtocol.Of(grant) : FromResponseType(Words(request, "response_type"));

    private static string? FromResponseType(string[] types) => (types.Contains("code", StringComparer.Ordinal), types.Length) switch
    {
        (_, 0) => null,
        (true, 1) => "oidc-basic-profile",
        (true, _) => "oidc-hybrid-profile",
        _ => "oidc-implicit-profile",
    };

    // RFC 6749 section 3.3: names separated by spaces.
    private static string[] Words(JsonElement request, string name) => request.Text(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
