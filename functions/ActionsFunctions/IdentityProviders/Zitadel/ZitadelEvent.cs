using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>
/// Reads the call of the functions <c>preuserinfo</c> and <c>preaccesstoken</c>. Source: ZITADEL, "Test Actions Function";
/// zitadel/zitadel, internal/api/oidc/userinfo.go.
/// </summary>
internal static class ZitadelEvent
{
    private const string Prefix = "function/";

    /// <summary>The login; null for another function (SAML has other answers) or another shape.</summary>
    public static NormalizedLogin? Read(JsonElement payload) =>
        TokenOf(payload) is not null
        && payload.MayHave("userinfo", JsonValueKind.Object)
        && payload.MayHave("user", JsonValueKind.Object)
        && (payload.Object("user") ?? default).MayHave("id", JsonValueKind.String)
        && payload.MayHave("user_metadata", JsonValueKind.Array)
        && payload.MayHave("org", JsonValueKind.Object)
        && payload.MayHave("application", JsonValueKind.Object)
            ? new(payload.ToEvent(Write), payload)
            : null;

    /// <summary>The token that the called function makes: each function answers for its own.</summary>
    public static Token? TokenOf(JsonElement payload)
    {
        var function = payload.Text("function");
        return (function?.StartsWith(Prefix, StringComparison.Ordinal) == true ? function[Prefix.Length..] : function) switch
        {
            "preuserinfo" => Token.Id,
            "preaccesstoken" => Token.Access,
            _ => null,
        };
    }

    /// <summary>The claims that are there already and stay as they are.</summary>
    public static JsonElement UserInfo(JsonElement payload) => payload.Object("userinfo") ?? default;

    private static void Write(Utf8JsonWriter json, JsonElement payload)
    {
        json.WriteStartObject();
        if (payload.Object("user") is { } user && user.Filled("id") is { } id)
            ZitadelUser.Write(json, id, user, payload);
        if (payload.Object("application")?.Filled("client_id") is { } client)
        {
            json.WriteStartObject("client");
            json.WriteString("client_id", client);
            json.WriteEndObject();
        }

        if (payload.Object("org") is { } organization)
        {
            json.WriteStartObject("organization");
            json.TextIfAny("id", organization.Text("id"));
            json.TextIfAny("name", organization.Text("name"));
            json.WriteStartObject("metadata");
            json.TextIfAny("primary_domain", organization.Text("primary_domain"));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject("transaction");
        json.TextIfAny("locale", payload.Object("user")?.Object("human")?.Text("preferred_language"));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
