using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The login session.</summary>
/// <param name="json">The event member <c>session</c>.</param>
public readonly struct EventSession(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The session's id.</summary>
    public string? Id => Json.Text("id");

    /// <summary>The user it belongs to.</summary>
    public string? UserId => Json.Text("user_id");

    /// <summary>When the user last authenticated.</summary>
    public DateTimeOffset? AuthenticatedAt => Json.Date("authenticated_at");

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreatedAt => Json.Date("created_at");

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt => Json.Date("updated_at");

    /// <summary>When it ends, used or not.</summary>
    public DateTimeOffset? ExpiresAt => Json.Date("expires_at");

    /// <summary>When it ends if it is not used.</summary>
    public DateTimeOffset? IdleExpiresAt => Json.Date("idle_expires_at");

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastInteractedAt => Json.Date("last_interacted_at");

    /// <summary>The applications logged in to.</summary>
    public IReadOnlyList<EventSessionClient> Clients => Json.Objects("clients", static json => new EventSessionClient(json));

    /// <summary>Its cookie.</summary>
    public EventSessionCookie? Cookie => Json.Object("cookie") is { } json ? new EventSessionCookie(json) : null;

    /// <summary>The device it is used on.</summary>
    public EventDevice? Device => Json.Object("device") is { } json ? new EventDevice(json) : null;

    /// <summary>Metadata of the session.</summary>
    public EventMap Metadata => Json.Map("metadata");

    /// <summary>Who acts for the user; only for delegated sessions.</summary>
    public EventActor? Actor => Json.Object("actor") is { } json ? new EventActor(json) : null;

    /// <summary>The session transfer that it came from.</summary>
    public EventSessionTransfer? SessionTransfer => Json.Object("session_transfer") is { } json ? new EventSessionTransfer(json) : null;
}
