using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>A resource server that a refresh token of the application may serve.</summary>
/// <param name="json">An item of <c>client.refresh_token.policies</c>.</param>
public readonly struct EventRefreshTokenPolicy(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The resource server.</summary>
    public string? Audience => Json.Text("audience");

    /// <summary>The scopes allowed there.</summary>
    public IReadOnlyList<string> Scope => Json.Texts("scope");
}
