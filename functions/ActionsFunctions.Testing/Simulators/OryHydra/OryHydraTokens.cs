using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.OryHydra;

/// <summary>The tokens that Hydra makes of a session. Source: ory/hydra, oauth2/session.go; ory/fosite, token/jwt/claims_id_token.go.</summary>
/// <param name="body">The body of the call, of the token hook or the legacy refresh hook.</param>
/// <param name="now">When the tokens are issued.</param>
internal sealed class OryHydraTokens(JsonElement body, DateTimeOffset now)
{
    // Hydra reads no further.
    private const int MaxAnswerBytes = 5 << 20;

    private static readonly string[] NeverTopLevel = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scp", "ext"];
    private static readonly string[] OwnInIdToken = ["acr", "amr", "at_hash", "auth_time", "c_hash", "nonce", "rat"];

    private readonly List<string> notes = [];

    private JsonElement? IdClaims => body.Find("session", "id_token", "id_token_claims");

    public SimulatedVerdict Unchanged() => Issue(body.Find("session", "extra"), IdClaims?.Find("ext"));

    /// <summary>The maps replace those of the session; one that is missing empties its token.</summary>
    public SimulatedVerdict Replace(ReadOnlyMemory<byte> answer)
    {
        if (answer.Length > MaxAnswerBytes || LenientJson.Object(answer.Span) is not { } document)
            return SimulatedVerdict.Rejected("the answer is no JSON object of at most 5 MiB: Hydra ends with server_error");
        if (!IsMap(document.Find("session"), out var session) || !IsMap(session?.Find("access_token"), out var access) || !IsMap(session?.Find("id_token"), out var id))
            return SimulatedVerdict.Rejected("a member of the answer that should be a map is none: Hydra ends with server_error");
        NoteLost("access token", body.Find("session", "extra"), access);
        NoteLost("ID token", IdClaims?.Find("ext"), id);
        return Issue(access, id);
    }

    private static bool IsMap(JsonElement? member, out JsonElement? map)
    {
        map = member;
        return member is null or { ValueKind: JsonValueKind.Object };
    }

    private void NoteLost(string token, JsonElement? before, JsonElement? after)
    {
        foreach (var claim in Members(before).Where(claim => after?.TryGetProperty(claim.Name, out _) is not true))
            notes.Add($"{token}: {claim.Name} was there before and is gone");
    }

    private SimulatedVerdict Issue(JsonElement? access, JsonElement? id)
    {
        var hasIdToken = body.Find("request", "granted_scopes") is { ValueKind: JsonValueKind.Array } scopes && scopes.EnumerateArray().Any(scope => scope.ToString() == "openid");
        return SimulatedVerdict.Issued(new(hasIdToken ? IdToken(id) : null, AccessToken(access))) with { Notes = notes };
    }

    private JsonElement IdToken(JsonElement? custom)
    {
        var token = new TokenPayload();
        foreach (var claim in Members(custom))
        {
            if (NeverTopLevel.Contains(claim.Name) || OwnInIdToken.Contains(claim.Name))
                notes.Add($"ID token: Hydra writes {claim.Name} over");
            else
                token.Set(claim.Name, claim.Value);
        }

        foreach (var name in (ReadOnlySpan<string>)["iss", "sub", "aud", "acr", "amr"])
            token.SetIfAny(name, IdClaims?.Find(name));
        return token.Set("iat", now.ToUnixTimeSeconds()).Set("exp", now.AddHours(1).ToUnixTimeSeconds()).ToJson();
    }

    private JsonElement AccessToken(JsonElement? custom)
    {
        var token = new TokenPayload();
        var allowed = body.Find("session", "allowed_top_level_claims") is { ValueKind: JsonValueKind.Array } names
            ? names.EnumerateArray().Select(name => name.ToString()).Except(NeverTopLevel, StringComparer.Ordinal).ToList()
            : [];
        foreach (var claim in Members(custom).Where(claim => allowed.Contains(claim.Name)))
            token.Set(claim.Name, claim.Value);
        var mirrored = body.Find("session", "mirror_top_level_claims") is not { ValueKind: JsonValueKind.False };
        return (mirrored ? token.Set("ext", custom is { } map ? map : JsonElement.Parse("{}"u8)) : token)
            .SetIfAny("iss", IdClaims?.Find("iss"))
            .SetIfAny("sub", body.Find("session", "id_token", "subject"))
            .SetIfAny("aud", body.Find("request", "granted_audience"))
            .SetIfAny("client_id", body.Find("session", "client_id"))
            .SetIfAny("scp", body.Find("request", "granted_scopes"))
            .Set("iat", now.ToUnixTimeSeconds())
            .Set("nbf", now.ToUnixTimeSeconds())
            .Set("exp", now.AddHours(1).ToUnixTimeSeconds())
            .ToJson();
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement? map) => map is { ValueKind: JsonValueKind.Object } json ? json.EnumerateObject() : default;
}
