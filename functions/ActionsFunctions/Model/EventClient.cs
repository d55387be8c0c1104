using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The application that the user logs in to.</summary>
/// <param name="json">The event member <c>client</c>.</param>
public readonly struct EventClient(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The application's id.</summary>
    public string? ClientId => Json.Text("client_id");

    /// <summary>The application's name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>URL of the client's metadata document, where that is its id.</summary>
    public string? ExternalClientId => Json.Text("external_client_id");

    /// <summary>Metadata of the application; the values are text.</summary>
    public EventMap Metadata => Json.Map("metadata");

    /// <summary>How the client authenticated, where it did so by certificate.</summary>
    public EventClientAuthentication? Authentication => Json.Object("authentication") is { } json ? new EventClientAuthentication(json) : null;

    /// <summary>Configuration of the application's refresh tokens. Early access.</summary>
    public EventClientRefreshToken? RefreshToken => Json.Object("refresh_token") is { } json ? new EventClientRefreshToken(json) : null;
}
