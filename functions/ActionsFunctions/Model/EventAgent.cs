using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The agent that the client is linked to. Early access.</summary>
/// <param name="json">The event member <c>agent</c>.</param>
public readonly struct EventAgent(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The agent's id: <c>agt_…</c>.</summary>
    public string? AgentId => Json.Text("agent_id");

    /// <summary>The agent's name.</summary>
    public string? Name => Json.Text("name");

    /// <summary>Metadata of the agent.</summary>
    public EventMap AgentMetadata => Json.Map("agent_metadata");
}
