using System.Text.RegularExpressions;

namespace ActionsFunctions.Fuzz;

/// <summary>What may be asked of upstreams: the configured addresses with one encoded segment or value of the event, and the headers that we know.</summary>
internal static partial class UpstreamRequests
{
    private static readonly string[] Headers = ["Host", "Accept", "Accept-Encoding", "User-Agent", "Authorization", "ConsistencyLevel", "x-ms-throttle-priority", "Idempotency-Key", "traceparent", "Content-Type", "Content-Length"];

    [GeneratedRegex(@"^(GET /v1\.0/users/[^/?#\s]+/transitiveMemberOf/microsoft\.graph\.group\?[^\s#]+|GET /people/[^/?#\s]+\?email=[^&?#/\s]*) HTTP/1\.1$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Known { get; }

    public static string? Fault(string[] lines)
    {
        if (!Known.IsMatch(lines[0]))
            return "an upstream is asked for something else";
        var unknown = lines.Skip(1).Select(line => line.Split(':')[0]).FirstOrDefault(name => !Headers.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? null : $"an upstream gets the header {unknown}";
    }
}
