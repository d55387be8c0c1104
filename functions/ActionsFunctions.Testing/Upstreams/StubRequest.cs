namespace ActionsFunctions.Testing.Upstreams;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, as sent on the wire.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">The body as text.</param>
public sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The stub's own scheme, host and port: links in answers are absolute.</summary>
    public string Origin => $"http://{Header("Host")}";

    /// <summary>Whether it asks for an access token.</summary>
    public bool IsToken => Target == "/token";

    /// <summary>The value of a header; null where it is absent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
