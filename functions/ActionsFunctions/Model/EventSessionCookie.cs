using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The cookie of the session.</summary>
/// <param name="json">The event member <c>session.cookie</c>.</param>
public readonly struct EventSessionCookie(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary><c>persistent</c>, or <c>non-persistent</c> (deleted when the browser closes).</summary>
    public string? Mode => Json.Text("mode");
}
