using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The organization that the user logs in to.</summary>
/// <param name="json">The event member <c>organization</c>.</param>
public readonly struct EventOrganization(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The organization's id.</summary>
    public string? Id => Json.Text("id");
}
