namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>
/// What each fault on the wire must come to: one met by the first call only, and one met by every call. No row takes the login down: the answer is
/// always a valid one.
/// </summary>
internal static class FaultTable
{
    public const string Answered = "succeeded";

    // Fault, what the login gets when only the first call meets it (or why nothing), why nothing when every call does.
    private static readonly (string Fault, string Once, string Always)[] Rows =
    [
        ("latency", Answered, Answered),
        ("hang before headers", Answered, "deadline"),
        ("hang mid-headers", Answered, "deadline"),
        ("hang mid-body", Answered, "deadline"),
        ("reset", Answered, "unreachable"),
        ("reset mid-body", Answered, "unreachable"),
        ("closed mid-body", Answered, "unreachable"),
        ("garbage", Answered, "answer-malformed"),
        ("wrong JSON", Answered, "answer-malformed"),
        ("a page instead of JSON", Answered, "answer-malformed"),
        ("500", Answered, "unavailable"),
        ("503", Answered, "unavailable"),
        ("503 Retry-After: 1", Answered, "unavailable"),
        ("503 Retry-After: <in a second>", Answered, "unavailable"),
        ("503 Retry-After: 3600", "unavailable", "unavailable"),
        ("503 Retry-After: soon", Answered, "unavailable"),
        ("429 Retry-After: 1", Answered, "throttled"),
        ("429 Retry-After: <in a second>", Answered, "throttled"),
        ("429 Retry-After: 3600", "throttled", "throttled"),
        ("429 Retry-After: Fri, 01 Jan 2100 00:00:00 GMT", "throttled", "throttled"),
        ("429 Retry-After: soon", "throttled", "throttled"),
        ("429", "throttled", "throttled"),
        ("302 Location: http://169.254.169.254/metadata/identity/oauth2/token", "redirected", "redirected"),
        ("307 Location: http://169.254.169.254/metadata/identity/oauth2/token", "redirected", "redirected"),
        ("a name that changes to the metadata address", Answered, "unreachable"),
        ("a name that changes to the metadata address in IPv6 clothes", Answered, "unreachable"),
        ("a name that changes to the platform's own address", Answered, "unreachable"),
        ("a name that changes to a link-local address", Answered, "unreachable"),
        ("a name that also leads to the metadata address", Answered, Answered),
        ("endless body", "answer-too-large", "answer-too-large"),
        ("announced as endless", "answer-too-large", "answer-too-large"),
        ("endless headers", "answer-too-large", "answer-too-large"),
    ];

    public static TheoryData<string, string> Once => Table(row => row.Once);

    public static TheoryData<string, string> Always => Table(row => row.Always);

    private static TheoryData<string, string> Table(Func<(string Fault, string Once, string Always), string> comesTo)
    {
        var table = new TheoryData<string, string>();
        foreach (var row in Rows)
            table.Add(row.Fault, comesTo(row));
        return table;
    }
}
