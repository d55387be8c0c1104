using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>A resource server that the refresh token serves.</summary>
/// <param name="json">An item of <c>refresh_token.resource_servers</c>.</param>
public readonly struct EventRefreshTokenResourceServer(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The resource server.</summary>
    public string? Audience => Json.Text("audience");

    /// <summary>The scopes granted there. Written as one text with spaces between (RFC 6749 section 3.3) or as a list.</summary>
    public IReadOnlyList<string> Scopes =>
        Json.Text("scopes") is { } text ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : Json.Texts("scopes");
}
