using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The authentication transaction.</summary>
/// <param name="json">The event member <c>transaction</c>.</param>
public readonly struct EventTransaction(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The transaction's id.</summary>
    public string? Id => Json.Text("id");

    /// <summary>Metadata of this transaction, with what the actions named in <c>After</c> wrote.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
