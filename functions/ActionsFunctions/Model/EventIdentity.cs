using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>An identity of the user at a connection.</summary>
/// <param name="json">An item of <c>user.identities</c>.</param>
public readonly struct EventIdentity(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Name of the connection.</summary>
    public string? Connection => Json.Text("connection");

    /// <summary>Who authenticates: <c>auth0</c>, <c>google-oauth2</c> and others.</summary>
    public string? Provider => Json.Text("provider");

    /// <summary>The user's id at that provider, written <c>user_id</c> in the vendor's reference and <c>userId</c> in its test event.</summary>
    public string? UserId => Json.Text("user_id") ?? Json.Text("userId");

    /// <summary>Whether the connection is a social one.</summary>
    public bool? IsSocial => Json.Flag("isSocial");

    /// <summary>The profile at that provider; only for linked identities.</summary>
    public EventMap ProfileData => Json.Map("profileData");
}
