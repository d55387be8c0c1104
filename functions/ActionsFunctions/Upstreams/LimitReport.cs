using System.Globalization;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// What an answer says of the other side's limits. Sources: Microsoft Graph, "Service-specific throttling limits" (headers of identity and access);
/// IETF draft "RateLimit header fields for HTTP".
/// </summary>
/// <param name="Used">The part of the limit that is used: 1 is all of it; null where nothing is said.</param>
/// <param name="ResourceUnits">What this call cost; 0 where nothing is said.</param>
/// <param name="Resets">When the limit is as new; null where nothing is said.</param>
internal readonly record struct LimitReport(double? Used, int ResourceUnits, TimeSpan? Resets)
{
    public static LimitReport Of(HttpResponseMessage response)
    {
        // Graph sends the percentage from 0.8 on only.
        var used = Number(response, "x-ms-throttle-limit-percentage");
        if (used is null && Number(response, "RateLimit-Limit") is { } limit and > 0 && Number(response, "RateLimit-Remaining") is { } left)
            used = 1 - (left / limit);
        var resets = Number(response, "RateLimit-Reset") is { } seconds and < 86_400 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var units = Number(response, "x-ms-resource-unit") is { } cost and < 10_000 ? (int)cost : 0;
        return new(used, units, resets);
    }

    // The draft allows parameters behind the number.
    private static double? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && double.TryParse(values.First().AsSpan() is var text && text.IndexOfAny(',', ';') is >= 0 and var end ? text[..end] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
