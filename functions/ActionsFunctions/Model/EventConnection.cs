using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The connection that authenticated the user.</summary>
/// <param name="json">The event member <c>connection</c>.</param>
public readonly struct EventConnection(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The connection's id.</summary>
    public string? Id => Json.Text("id");

    /// <summary>The connection's name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>Its kind: <c>auth0</c>, <c>google-oauth2</c>, <c>waad</c> and others.</summary>
    public string? Strategy => Json.Text("strategy");

    /// <summary>Metadata of the connection.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
