namespace ActionsFunctions.Receiving;

/// <summary>One HTTP answer, free of any host's types.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">Body bytes; empty for 204.</param>
public sealed record WebhookResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The media type of every body that we send.</summary>
    public const string Json = "application/json";

    /// <summary>Headers besides Content-Type and Content-Length, which the host derives from the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>An answer without a body.</summary>
    public static WebhookResponse Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty);
}
