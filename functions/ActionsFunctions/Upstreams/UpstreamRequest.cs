using System.Diagnostics;
using System.Net;

namespace ActionsFunctions.Upstreams;

/// <summary>One request to the outside.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where to; must be on the client's origin.</param>
public sealed record UpstreamRequest(HttpMethod Method, Uri Uri)
{
    /// <summary>True where sending it twice does what sending it once does. Default: for GET. Else it is repeated only where the first was not taken up.</summary>
    public bool IsIdempotent { get; init; } = Method == HttpMethod.Get;

    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The body's media type. Default <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>One more header; null for none.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>Further headers, which a protocol wants.</summary>
    internal IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What Graph drops last when it throttles (<c>x-ms-throttle-priority</c>): a person waits. Null for upstreams that do not know it.</summary>
    internal string? ThrottlePriority { get; init; }

    /// <summary>Tells the receiver of a write that it has it already; null: none is sent.</summary>
    internal string? IdempotencyKey { get; init; }

    internal HttpRequestMessage ToMessage(string? bearer)
    {
        // HTTP/2 where TLS offers it, with many calls on one connection; else HTTP/1.1.
        var message = new HttpRequestMessage(Method, Uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        // Texts of ours: nothing to validate, and no collection to parse them into.
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "ActionsFunctions");
        if (bearer is not null)
            message.Headers.Authorization = new("Bearer", bearer);
        if (Header is var (name, value))
            message.Headers.Add(name, value);
        foreach (var (further, text) in Headers)
            message.Headers.Add(further, text);
        if (ThrottlePriority is not null)
            message.Headers.Add("x-ms-throttle-priority", ThrottlePriority);
        if (IdempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", IdempotencyKey);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
            message.Headers.Add("traceparent", trace);
        if (Body is not null)
        {
            // An array's length is known, so Content-Length is sent: the Functions host forwards no chunked body.
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new(ContentType);
        }

        return message;
    }
}
