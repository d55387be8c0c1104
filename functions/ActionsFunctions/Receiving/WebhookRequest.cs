namespace ActionsFunctions.Receiving;

/// <summary>One HTTP request, free of any host's types. Each host fills it in a few dozen lines.</summary>
/// <param name="Method">HTTP method, upper case.</param>
/// <param name="Path">Path below the route prefix, percent-decoded, with a leading slash: <c>/post-login/auth0</c>.</param>
/// <param name="Query">Query parameters; of a repeated one the first.</param>
/// <param name="Headers">Request headers; repeated ones are comma-joined, as the Functions host does it.</param>
/// <param name="Body">The raw body, not yet read. Signatures are over these bytes.</param>
/// <param name="Arrived">Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the request arrived: every budget counts from here.</param>
public sealed record WebhookRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    WebhookHeaders Headers,
    Stream Body,
    long Arrived)
{
    /// <summary>Id that the answer's error form, the log line and the header <c>x-correlation-id</c> carry.</summary>
    public string CorrelationId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>True where the host can hand over a body of unknown length (Kestrel, ASP.NET Core integration); default false.</summary>
    public bool AcceptsChunkedBody { get; init; }
}
