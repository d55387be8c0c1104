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

    /// <summary>Telephone number.</summary>
    public string? PhoneNumber => Json.Text("phone_number");

    /// <summary>Whether the number is verified; null where the provider does not say.</summary>
    public bool? PhoneVerified => Json.Flag("phone_verified");

    /// <summary>User name.</summary>
    public string? Username => Json.Text("username");

    /// <summary>Full name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>Nickname.</summary>
    public string? Nickname => Json.Text("nickname");

    /// <summary>Given name.</summary>
    public string? GivenName => Json.Text("given_name");

    /// <summary>Family name.</summary>
    public string? FamilyName => Json.Text("family_name");

    /// <summary>URL of a picture.</summary>
    public string? Picture => Json.Text("picture");

    /// <summary>When the profile was created.</summary>
    public DateTimeOffset? CreatedAt => Json.Date("created_at");

    /// <summary>When the profile last changed.</summary>
    public DateTimeOffset? UpdatedAt => Json.Date("updated_at");

    /// <summary>When the password last changed; only for database connections.</summary>
    public DateTimeOffset? LastPasswordReset => Json.Date("last_password_reset");

    /// <summary>Metadata that only the application may change.</summary>
    public EventMap AppMetadata => Json.Map("app_metadata");

    /// <summary>Metadata that the user may change: not a basis for authorization.</summary>
    public EventMap UserMetadata => Json.Map("user_metadata");

    /// <summary>The user's identities, the one of this login first.</summary>
    public IReadOnlyList<EventIdentity> Identities => Json.Objects("identities", static json => new EventIdentity(json));

    /// <summary>Names of the multi-factor providers enrolled with.</summary>
    public IReadOnlyList<string> Multifactor => Json.Texts("multifactor");

    /// <summary>The factors enrolled.</summary>
    public IReadOnlyList<EventEnrolledFactor> EnrolledFactors => Json.Objects("enrolledFactors", static json => new EventEnrolledFactor(json));
}
