using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The session that the user had before logging in.</summary>
/// <param name="json">The event member <c>anonymous_session</c>.</param>
public readonly struct EventAnonymousSession(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Id of the anonymous user.</summary>
    public string? UserId => Json.Text("user_id");

    /// <summary>Id of the anonymous session.</summary>
    public string? SessionId => Json.Text("session_id");

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreatedAt => Json.Date("created_at");

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ExpiresAt => Json.Date("expires_at");

    /// <summary>Metadata of the anonymous session.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
