using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The refresh token that a session transfer began with.</summary>
/// <param name="json">A member <c>session_transfer.parent_refresh_token</c>.</param>
public readonly struct EventParentRefreshToken(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The token's id.</summary>
    public string? Id => Json.Text("id");

    /// <summary>Metadata of the token; told for sessions only.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
