using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Fingerprints of the TLS connection; null or empty where there was none to take.</summary>
/// <param name="json">The event member <c>security_context</c>.</param>
public readonly struct EventSecurityContext(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>JA3 fingerprint.</summary>
    public string? Ja3 => Json.Text("ja3");

    /// <summary>JA4 fingerprint.</summary>
    public string? Ja4 => Json.Text("ja4");
}
