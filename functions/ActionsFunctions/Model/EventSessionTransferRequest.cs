using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The request that a session transfer token was issued to.</summary>
/// <param name="json">The event member <c>session_transfer_token.request</c>.</param>
public readonly struct EventSessionTransferRequest(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>IP address.</summary>
    public string? Ip => Json.Text("ip");

    /// <summary>Autonomous system of that address.</summary>
    public string? Asn => Json.Text("asn");

    /// <summary>User agent.</summary>
    public string? UserAgent => Json.Text("user_agent");

    /// <summary>Where the address is.</summary>
    public EventGeoIp? GeoIp => Json.Object("geoip") is { } json ? new EventGeoIp(json) : null;
}
