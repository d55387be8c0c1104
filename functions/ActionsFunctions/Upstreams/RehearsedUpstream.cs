using System.Net;
using System.Net.Http.Headers;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// Answers calls in place of every upstream while a rehearsal is on: nothing leaves this process. On is what was begun in the same flow of control, so
/// logins that come meanwhile are not touched.
/// </summary>
internal sealed class RehearsedUpstream : HttpMessageHandler
{
    private static readonly AsyncLocal<bool> Ambient = new();
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static bool IsOn => Ambient.Value;

    /// <summary>On from here, for the caller and what it calls, not for who called it.</summary>
    public static void Begin() => Ambient.Value = true;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As a real one answers: how everything on the way goes on after a wait is code of its own, and two thirds of what was left to compile.
        await Task.Yield();
        // Graph's two forms: a list of groups, and one of ids. To a backend they are a profile like any other.
        var body = request.Method == HttpMethod.Get ? """{"value":[{"id":"0","displayName":"rehearsal","securityEnabled":true}]}"""u8 : """{"value":["0"]}"""u8;
        var content = new StreamContent(new RehearsedBody(body.ToArray()));
        content.Headers.ContentType = Json;
        content.Headers.ContentLength = body.Length;
        return new(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
