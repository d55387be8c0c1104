using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The device of a session or a refresh token, when it was first and last seen.</summary>
/// <param name="json">A member <c>device</c>.</param>
public readonly struct EventDevice(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>First IP address.</summary>
    public string? InitialIp => Json.Text("initial_ip");

    /// <summary>Autonomous system of the first address.</summary>
    public string? InitialAsn => Json.Text("initial_asn");

    /// <summary>First user agent.</summary>
    public string? InitialUserAgent => Json.Text("initial_user_agent");

    /// <summary>Last IP address.</summary>
    public string? LastIp => Json.Text("last_ip");

    /// <summary>Autonomous system of the last address.</summary>
    public string? LastAsn => Json.Text("last_asn");

    /// <summary>Last user agent.</summary>
    public string? LastUserAgent => Json.Text("last_user_agent");
}
