using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Configuration of the application's refresh tokens. Early access.</summary>
/// <param name="json">The event member <c>client.refresh_token</c>.</param>
public readonly struct EventClientRefreshToken(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Which resource servers one refresh token may serve.</summary>
    public IReadOnlyList<EventRefreshTokenPolicy> Policies => Json.Objects("policies", static json => new EventRefreshTokenPolicy(json));
}
