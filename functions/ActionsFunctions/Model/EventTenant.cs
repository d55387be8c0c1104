using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The tenant of the identity provider.</summary>
/// <param name="json">The event member <c>tenant</c>.</param>
public readonly struct EventTenant(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The tenant's id.</summary>
    public string? Id => Json.Text("id");
}
