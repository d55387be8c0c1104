using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Figures about the user's logins.</summary>
/// <param name="json">The event member <c>stats</c>.</param>
public readonly struct EventStats(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>How often the user has logged in.</summary>
    public long? LoginsCount => Json.Whole("logins_count");
}
