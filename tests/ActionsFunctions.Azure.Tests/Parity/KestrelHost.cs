using ActionsFunctions.Local.Hosting;

namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>The local host, over HTTP.</summary>
internal sealed class KestrelHost(LocalServer server) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = server.Address };

    public async Task<ParityAnswer> SendAsync(ParityRequest request)
    {
        using var message = new HttpRequestMessage(new(request.Method), new Uri(request.Path, UriKind.Relative));
        message.Content = new ReadOnlyMemoryContent(request.Body);
        message.Headers.TransferEncodingChunked = request.Chunked ? true : null;
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                Assert.True(message.Content.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await client.SendAsync(message);
        return NormalizedAnswer.Of((int)response.StatusCode, response.Headers.Concat(response.Content.Headers), await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();
}
