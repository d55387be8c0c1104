using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing.Simulators.Okta;

/// <summary>The tokens of one call: their claims as the call has them, and what operations make of these.</summary>
internal sealed class OktaTokens
{
    private readonly Dictionary<string, TokenPayload> tokens = new(StringComparer.Ordinal);

    public OktaTokens(JsonElement request)
    {
        foreach (var (name, type) in (ReadOnlySpan<(string, string)>)[("identity", "com.okta.identity.patch"), ("access", "com.okta.access.patch")])
        {
            if (request.Find("data", name) is { ValueKind: JsonValueKind.Object } token)
                tokens[type] = token.Find("claims") is { ValueKind: JsonValueKind.Object } claims ? Payload(claims) : new();
        }
    }

    /// <summary>The token that a command of this type patches; null where the request is not for it.</summary>
    public TokenPayload? PatchedBy(string type) => tokens.GetValueOrDefault(type);

    public SimulatedTokens Issue() => new(tokens.GetValueOrDefault("com.okta.identity.patch")?.ToJson(), tokens.GetValueOrDefault("com.okta.access.patch")?.ToJson());

    /// <summary>The members <c>identity</c> and <c>access</c> of a call: an ID token only for a user who signs in with scope openid.</summary>
    public static void WriteUnchanged(Utf8JsonWriter json, JsonElement login, string issuer, DateTimeOffset now)
    {
        var scopes = OktaCall.Scopes(login);
        if (login.Find("user") is { ValueKind: JsonValueKind.Object } user && scopes.Contains("openid", StringComparer.Ordinal))
        {
            WriteToken(json, "identity", Common(issuer, now)
                .SetIfAny("sub", user.Find("user_id"))
                .SetIfAny("aud", login.Find("client", "client_id"))
                .SetIfAny("name", user.Find("name"))
                .SetIfAny("email", user.Find("email"))
                .SetIfAny("preferred_username", user.Find("email"))
                .Set("amr", (string[])["pwd"])
                .Set("auth_time", now.ToUnixTimeSeconds()));
            json.WriteEndObject();
        }

        WriteToken(json, "access", Common(issuer, now)
            .Set("aud", login.Find("resource_server", "identifier")?.ToString() ?? "api://default")
            .SetIfAny("cid", login.Find("client", "client_id"))
            .SetIfAny("uid", login.Find("user", "user_id"))
            .SetIfAny("sub", login.Find("user", "email") ?? login.Find("client", "client_id")));
        json.WriteStartObject("scopes");
        foreach (var scope in scopes)
        {
            json.WriteStartObject(scope);
            json.WriteString("id", "scp" + scope);
            json.WriteString("action", "GRANT");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static TokenPayload Common(string issuer, DateTimeOffset now) =>
        new TokenPayload().Set("ver", 1).Set("iss", issuer).Set("iat", now.ToUnixTimeSeconds()).Set("exp", now.AddHours(1).ToUnixTimeSeconds());

    private static void WriteToken(Utf8JsonWriter json, string name, TokenPayload claims)
    {
        json.WriteStartObject(name);
        json.WritePropertyName("claims");
        claims.ToJson().WriteTo(json);
        json.WriteStartObject("token");
        json.WriteStartObject("lifetime");
        json.WriteNumber("expiration", 3600);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static TokenPayload Payload(JsonElement claims)
    {
        var payload = new TokenPayload();
        foreach (var claim in claims.EnumerateObject())
            payload.Set(claim.Name, claim.Value);
        return payload;
    }
}
