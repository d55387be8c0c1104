using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The API that the access token is for.</summary>
/// <param name="json">The event member <c>resource_server</c>.</param>
public readonly struct EventResourceServer(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The audience asked for.</summary>
    public string? Identifier => Json.Text("identifier");
}
