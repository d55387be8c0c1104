using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Who acts on behalf of the subject (RFC 8693 section 4.1).</summary>
/// <param name="json">An <c>actor</c> or <c>act</c>.</param>
public readonly struct EventActor(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Identifier of the actor.</summary>
    public string? Sub => Json.Text("sub");

    /// <summary>The next actor of the delegation chain, up to five levels.</summary>
    public EventActor? Act => Json.Object("act") is { } act ? new EventActor(act) : null;
}
