using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The refresh token in use.</summary>
/// <param name="json">The event member <c>refresh_token</c>.</param>
public readonly struct EventRefreshToken(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The token's id; not the token.</summary>
    public string? Id => Json.Text("id");

    /// <summary>The client it was issued to.</summary>
    public string? ClientId => Json.Text("client_id");

    /// <summary>The session it is bound to.</summary>
    public string? SessionId => Json.Text("session_id");

    /// <summary>The user it is bound to.</summary>
    public string? UserId => Json.Text("user_id");

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? CreatedAt => Json.Date("created_at");

    /// <summary>When it ends, used or not.</summary>
    public DateTimeOffset? ExpiresAt => Json.Date("expires_at");

    /// <summary>When it ends if it is not used.</summary>
    public DateTimeOffset? IdleExpiresAt => Json.Date("idle_expires_at");

    /// <summary>When it was last exchanged.</summary>
    public DateTimeOffset? LastExchangedAt => Json.Date("last_exchanged_at");

    /// <summary>Whether each exchange replaces it.</summary>
    public bool? Rotating => Json.Flag("rotating");

    /// <summary>The resource servers it serves.</summary>
    public IReadOnlyList<EventRefreshTokenResourceServer> ResourceServers => Json.Objects("resource_servers", static json => new EventRefreshTokenResourceServer(json));

    /// <summary>The device that uses it.</summary>
    public EventDevice? Device => Json.Object("device") is { } json ? new EventDevice(json) : null;

    /// <summary>Metadata of the token.</summary>
    public EventMap Metadata => Json.Map("metadata");

    /// <summary>The session transfer that it came from.</summary>
    public EventSessionTransfer? SessionTransfer => Json.Object("session_transfer") is { } json ? new EventSessionTransfer(json) : null;
}
