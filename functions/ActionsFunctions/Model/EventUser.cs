using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The user who logged in.</summary>
/// <param name="json">The event member <c>user</c>.</param>
public readonly struct EventUser(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The user's id at the provider: <c>auth0|123</c>.</summary>
    public string? UserId => Json.Text("user_id");

    /// <summary>E-mail address.</summary>
    public string? Email => Json.Text("email");

    /// <summary>Whether the address is verified; null where the provider does not say.</summary>
    public bool? EmailVerified => Json.Flag("email_verified");

    /// <summary>Metadata that only the application may change.</summary>
    public EventMap AppMetadata => Json.Map("app_metadata");

    /// <summary>Metadata that the user may change: not a basis for authorization.</summary>
    public EventMap UserMetadata => Json.Map("user_metadata");
}
