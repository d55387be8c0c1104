using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Where an IP address is, as far as known.</summary>
/// <param name="json">A member <c>geoip</c>.</param>
public readonly struct EventGeoIp(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>City.</summary>
    public string? CityName => Json.Text("cityName");

    /// <summary>Continent in two letters.</summary>
    public string? ContinentCode => Json.Text("continentCode");

    /// <summary>Country in two letters (ISO 3166-1 alpha-2).</summary>
    public string? CountryCode => Json.Text("countryCode");

    /// <summary>Country in three letters (ISO 3166-1 alpha-3).</summary>
    public string? CountryCode3 => Json.Text("countryCode3");

    /// <summary>Country.</summary>
    public string? CountryName => Json.Text("countryName");

    /// <summary>Degrees north.</summary>
    public double? Latitude => Json.Number("latitude");

    /// <summary>Degrees east.</summary>
    public double? Longitude => Json.Number("longitude");

    /// <summary>Code of the region.</summary>
    public string? SubdivisionCode => Json.Text("subdivisionCode");

    /// <summary>Region.</summary>
    public string? SubdivisionName => Json.Text("subdivisionName");

    /// <summary>Name in the IANA time zone database.</summary>
    public string? TimeZone => Json.Text("timeZone");
}
