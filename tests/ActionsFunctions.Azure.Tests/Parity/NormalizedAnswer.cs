using System.Text.RegularExpressions;

namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>Takes out of an answer what differs from run to run, after checking that it is there.</summary>
internal static partial class NormalizedAnswer
{
    private static readonly string[] Compared = ["allow", "cache-control", "content-type", "retry-after", "www-authenticate", "x-correlation-id"];

    public static ParityAnswer Of(int status, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, string body)
    {
        var kept = headers
            .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), string.Join(", ", header.Value)))
            .Where(header => Compared.Contains(header.Key))
            .ToDictionary(StringComparer.Ordinal);
        var correlationId = kept.GetValueOrDefault("x-correlation-id");
        Assert.False(string.IsNullOrEmpty(correlationId));
        kept["x-correlation-id"] = "<id>";
        // The id of our answer stands for the transaction where the event has none.
        var text = Duration().Replace(body.Replace(correlationId, "<id>", StringComparison.Ordinal), "$1<ms>");
        return new(status, string.Join('\n', kept.OrderBy(header => header.Key, StringComparer.Ordinal)), text);
    }

    [GeneratedRegex("""("durationMs":)[0-9.eE+-]+""", RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
