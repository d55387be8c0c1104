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

    /// <summary>The organization's name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>The name to show.</summary>
    public string? DisplayName => Json.Text("display_name");

    /// <summary>Metadata of the organization.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
