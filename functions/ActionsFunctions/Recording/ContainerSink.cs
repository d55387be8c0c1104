using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Recording;

/// <summary>
/// A container of Azure Blob Storage, written to by the one call that it takes: Put Blob, authorized by a token of Entra. Source: Microsoft, "Put Blob" and
/// "Authorize with Microsoft Entra ID" (Blob service REST API).
/// </summary>
/// <param name="container">The container.</param>
internal sealed class ContainerSink(UpstreamClient container) : IRecordingSink
{
    // 2017-11-09 is the first that takes tokens of Entra; this one is old enough for every sovereign cloud and stand-in.
    private const string Version = "2021-08-06";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // What others wrote is not counted: a list of a container is no call for the start of an instance.
    public int Count => 0;

    public async Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> file)
    {
        var request = new UpstreamRequest(HttpMethod.Put, new($"{container.BaseUri.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(name)}"))
        {
            // Never over another: a second attempt of one that did arrive is refused, and that is as good.
            Headers = [("x-ms-version", Version), ("x-ms-blob-type", "BlockBlob"), ("If-None-Match", "*")],
            IsIdempotent = true,
            Body = file.ToArray(),
        };
        using var patience = new CancellationTokenSource(Patience);
        var answer = await container.SendAsync(request, new(static () => Patience), patience.Token);
        return answer.Status is 201 or 409 or 412;
    }
}
