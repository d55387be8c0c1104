using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary>
/// Is it Entra that calls? It brings <c>Authorization: Bearer</c> with an app token for our registration.
/// Source: Microsoft Learn, "Custom authentication extensions overview", section on protecting the API.
/// </summary>
/// <param name="settings">The settings.</param>
internal sealed class EntraCaller(EntraSettings settings) : IJwtParties
{
    private const string Scheme = "Bearer ";
    private const string VersionTwo = "/v2.0";

    /// <summary>The token of a request, or null where there is none.</summary>
    public static string? Token(WebhookRequest request) =>
        request.Headers.Get("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Sample(string issuer, DateTimeOffset now) => JsonBody.Write((issuer, Now: now.ToUnixTimeSeconds(), settings), static (json, token) =>
    {
        json.WriteStartObject();
        json.WriteString("ver"u8, "2.0"u8);
        json.WriteString("iss"u8, token.issuer);
        json.WriteString("aud"u8, token.settings.Audience);
        json.WriteString("tid"u8, token.settings.TenantId);
        json.WriteString("azp"u8, token.settings.AllowedCallers[0]);
        json.WriteNumber("nbf"u8, token.Now);
        json.WriteNumber("exp"u8, token.Now + 60);
        json.WriteEndObject();
    });

    /// <inheritdoc />
    public bool Accepts(JsonElement claims)
    {
        // The claim that names the caller depends on the token's version; the other one must not count.
        var caller = claims.Text("ver") switch
        {
            "2.0" => claims.Text("azp"),
            "1.0" => claims.Text("appid"),
            _ => null,
        };
        // One text, compared exactly: a list of audiences would be a token that others accept as well.
        return claims.Text("aud") == settings.Audience
            && claims.Text("tid") == settings.TenantId
            && caller is not null
            && settings.AllowedCallers.Contains(caller, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public bool IsIssuedBy(JsonElement claims, string issuer)
    {
        // A version 2.0 document names only its own issuer; the same keys sign 1.0 tokens, whose issuer is the same in every cloud region.
        var expected = claims.Text("ver") == "1.0" && issuer.EndsWith(VersionTwo, StringComparison.Ordinal)
            ? $"https://sts.windows.net/{settings.TenantId}/"
            : issuer;
        return claims.Text("iss") == expected;
    }
}
