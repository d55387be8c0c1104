using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>What the user is authorized for.</summary>
/// <param name="json">The event member <c>authorization</c>.</param>
public readonly struct EventAuthorization(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Names of the roles assigned to the user.</summary>
    public IReadOnlyList<string> Roles => Json.Texts("roles");
}
