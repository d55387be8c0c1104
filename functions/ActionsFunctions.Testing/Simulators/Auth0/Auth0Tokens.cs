using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing.Simulators.Auth0;

/// <summary>The tokens of one Auth0 login: what Auth0 puts in by itself, and what commands add.</summary>
internal sealed class Auth0Tokens
{
    // "Sum of all custom claim names and values at most 100 KB per token, access and ID counted apart."
    private const int MaxCustomBytes = 100 * 1024;

    private readonly TokenPayload idToken;
    private readonly TokenPayload accessToken;
    private readonly Dictionary<string, int> idSizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> accessSizes = new(StringComparer.Ordinal);

    public Auth0Tokens(JsonElement login, DateTimeOffset now)
    {
        var issuer = $"https://{login.Find("tenant", "id")?.ToString() ?? "tenant"}.auth0.com/";
        idToken = IdToken(login, issuer, now);
        accessToken = AccessToken(login, issuer, now);
    }

    /// <summary>The custom claims asked for, those that Auth0 ignores included.</summary>
    public (TokenPayload IdToken, TokenPayload AccessToken) Asked { get; } = (new(), new());

    /// <summary>Sets a custom claim as <c>api.idToken</c> or <c>api.accessToken</c> would; a refusal where it has no effect.</summary>
    public ClaimRefusal? Set(string method, string name, ClaimValue value)
    {
        var toIdToken = method == Command.SetIdTokenClaim;
        (toIdToken ? Asked.IdToken : Asked.AccessToken).Set(name, value);
        if (Auth0Api.Refuse(name) is { } refusal)
            return refusal;
        (toIdToken ? idToken : accessToken).Set(name, value);
        (toIdToken ? idSizes : accessSizes)[name] = System.Text.Encoding.UTF8.GetByteCount(name) + value.Json.Length;
        return null;
    }

    public string? Oversize()
    {
        var token = idSizes.Values.Sum() > MaxCustomBytes ? "ID" : accessSizes.Values.Sum() > MaxCustomBytes ? "access" : null;
        return token is null ? null : $"the custom claims of the {token} token are over 100 KB: Auth0 fails the login";
    }

    public SimulatedTokens Issue() => new(idToken.ToJson(), accessToken.ToJson());

    private static TokenPayload IdToken(JsonElement login, string issuer, DateTimeOffset now)
    {
        var token = new TokenPayload()
            .Set("iss", issuer)
            .SetIfAny("sub", login.Find("user", "user_id"))
            .SetIfAny("aud", login.Find("client", "client_id"))
            .Set("iat", now.ToUnixTimeSeconds())
            .Set("exp", now.AddHours(10).ToUnixTimeSeconds())
            .SetIfAny("sid", login.Find("session", "id"))
            .SetIfAny("org_id", login.Find("organization", "id"));
        if (Scopes(login).Contains("profile"))
        {
            foreach (var name in (ReadOnlySpan<string>)["name", "nickname", "given_name", "family_name", "picture", "updated_at"])
                token.SetIfAny(name, login.Find("user", name));
        }

        if (Scopes(login).Contains("email"))
            token.SetIfAny("email", login.Find("user", "email")).SetIfAny("email_verified", login.Find("user", "email_verified"));
        return token;
    }

    private static TokenPayload AccessToken(JsonElement login, string issuer, DateTimeOffset now) => new TokenPayload()
        .Set("iss", issuer)
        .SetIfAny("sub", login.Find("user", "user_id"))
        .Set("aud", (string[])[.. login.Find("resource_server", "identifier") is { } api ? [api.ToString()] : Array.Empty<string>(), issuer + "userinfo"])
        .Set("iat", now.ToUnixTimeSeconds())
        .Set("exp", now.AddHours(24).ToUnixTimeSeconds())
        .SetIfAny("azp", login.Find("client", "client_id"))
        .Set("scope", string.Join(' ', Scopes(login)))
        .SetIfAny("org_id", login.Find("organization", "id"));

    private static List<string> Scopes(JsonElement login) =>
        login.Find("transaction", "requested_scopes") is { ValueKind: JsonValueKind.Array } scopes ? [.. scopes.EnumerateArray().Select(scope => scope.ToString())] : [];
}
