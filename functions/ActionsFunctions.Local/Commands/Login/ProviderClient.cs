using System.Net.Http.Headers;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>What went over the wire.</summary>
/// <param name="Url">The address called.</param>
/// <param name="Call">The request.</param>
/// <param name="Answer">The answer; null where none came in time.</param>
/// <param name="Headers">The answer's headers.</param>
/// <param name="Elapsed">From sending to the last byte of the answer, or to giving up.</param>
/// <param name="Fault">Why there is no answer.</param>
internal sealed record Exchange(
    Uri Url, SimulatedCall Call, SimulatedAnswer? Answer, IReadOnlyList<KeyValuePair<string, string>> Headers, TimeSpan Elapsed, string? Fault);

/// <summary>Sends a provider's call as the provider does: once, without redirects, and no longer than its deadline.</summary>
/// <param name="clock">The clock.</param>
internal sealed class ProviderClient(TimeProvider clock)
{
    public async Task<Exchange> SendAsync(Uri url, SimulatedCall call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !url.IsLoopback }) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = new CancellationTokenSource(deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = Request(url, call);
        var start = clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, both.Token);
            var body = await response.Content.ReadAsByteArrayAsync(both.Token);
            var answer = new SimulatedAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", body);
            return new(url, call, answer, HeadersOf(response), clock.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new(url, call, null, [], clock.GetElapsedTime(start), "late");
        }
        catch (HttpRequestException failed)
        {
            return new(url, call, null, [], clock.GetElapsedTime(start), failed.Message);
        }
    }

    private static HttpRequestMessage Request(Uri url, SimulatedCall call)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(call.Body) };
        foreach (var header in call.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
                request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return request;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response) =>
        [.. Joined(response.Headers), .. Joined(response.Content.Headers)];

    private static IEnumerable<KeyValuePair<string, string>> Joined(HttpHeaders headers) =>
        headers.Select(header => new KeyValuePair<string, string>(header.Key, string.Join(", ", header.Value)));
}
