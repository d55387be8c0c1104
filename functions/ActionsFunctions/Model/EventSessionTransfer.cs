using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>A session transfer from a native application to the web.</summary>
/// <param name="json">A member <c>session_transfer</c>.</param>
public readonly struct EventSessionTransfer(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The refresh token it began with.</summary>
    public EventParentRefreshToken? ParentRefreshToken => Json.Object("parent_refresh_token") is { } json ? new EventParentRefreshToken(json) : null;
}
