using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Upstreams;

/// <summary>What came of a call to the outside.</summary>
/// <param name="Failure">What went wrong, if anything.</param>
/// <param name="Status">The HTTP status; 0 where there was none.</param>
/// <param name="Body">The body, whole and bounded. Not pooled: an abandoned action may still hold it.</param>
/// <param name="RetryAfter">When the other side wants to be asked again; null where it does not say.</param>
public sealed record UpstreamAnswer(UpstreamFailure Failure, int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
{
    // Looked at twice: to judge whether to ask again, and to be used.
    private JsonElement? parsed;

    /// <summary>What the other side says of its limits.</summary>
    internal LimitReport Limit { get; init; }

    /// <summary>A call that went well and has nothing to say.</summary>
    internal static UpstreamAnswer Ok { get; } = Failed("", UpstreamFault.None);

    internal static UpstreamAnswer Failed(string source, UpstreamFault fault) => new(new(source, fault), 0, default, null);

    /// <summary>The body as JSON, parsed strictly; false where it is none.</summary>
    public bool TryReadJson(out JsonElement json)
    {
        if (!parsed.HasValue)
            parsed = StrictJson.TryParse(Body, out var read) ? read : default;
        json = parsed.Value;
        return json.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>The same answer, judged malformed by who asked.</summary>
    public UpstreamAnswer Malformed() => this with { Failure = Failure with { Fault = UpstreamFault.Malformed } };

    /// <summary>Status and fault; the body is personal.</summary>
    public override string ToString() => $"{Status} {Failure.Code}";
}
