using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>An application that the session is logged in to.</summary>
/// <param name="json">An item of <c>session.clients</c>.</param>
public readonly struct EventSessionClient(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The application's id.</summary>
    public string? ClientId => Json.Text("client_id");
}
