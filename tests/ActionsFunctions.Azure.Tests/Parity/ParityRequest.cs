namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>A request that both hosts get, byte for byte.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with prefix and query.</param>
internal sealed record ParityRequest(string Method, string Path)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public bool Chunked { get; init; }
}

/// <summary>An answer as far as both hosts must give the same.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">The headers that matter, sorted.</param>
/// <param name="Body">The body; ids and times that differ from run to run are replaced.</param>
internal sealed record ParityAnswer(int Status, string Headers, string Body);
