using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>What the user entered into a form that the provider showed.</summary>
/// <param name="json">The event member <c>prompt</c>.</param>
public readonly struct EventPrompt(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The form's id.</summary>
    public string? Id => Json.Text("id");

    /// <summary>Its fields, hidden ones included. Written by the user.</summary>
    public EventMap Fields => Json.Map("fields");

    /// <summary>Its variables.</summary>
    public EventMap Vars => Json.Map("vars");
}
