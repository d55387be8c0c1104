using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The request that the transaction, or its resumption, began with.</summary>
/// <param name="json">The event member <c>request</c>.</param>
public readonly struct EventRequest(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>IP address of the user.</summary>
    public string? Ip => Json.Text("ip");

    /// <summary>Autonomous system of that address.</summary>
    public string? Asn => Json.Text("asn");

    /// <summary>HTTP method.</summary>
    public string? Method => Json.Text("method");

    /// <summary>Host name that was called.</summary>
    public string? Hostname => Json.Text("hostname");

    /// <summary>Language that the browser asks for.</summary>
    public string? Language => Json.Text("language");

    /// <summary>User agent.</summary>
    public string? UserAgent => Json.Text("user_agent");

    /// <summary>Parameters of the front channel. Written by the caller.</summary>
    public EventMap Query => Json.Map("query");

    /// <summary>Parameters of the form sent to the token endpoint. Written by the caller; can hold credentials.</summary>
    public EventMap Body => Json.Map("body");

    /// <summary>Where the address is.</summary>
    public EventGeoIp? GeoIp => Json.Object("geoip") is { } json ? new EventGeoIp(json) : null;
}
