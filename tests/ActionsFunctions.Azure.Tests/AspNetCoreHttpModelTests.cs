using System.Net;
using System.Text;
using ActionsFunctions.Azure.HttpModels;
using ActionsFunctions.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Azure.Tests;

/// <summary>The second HTTP model on a real server, as the worker runs it: the host forwards the request over HTTP.</summary>
public sealed class AspNetCoreHttpModelTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private Func<ValueTask> stop = () => ValueTask.CompletedTask;
    private WebhookHandler handler = (_, _) => Task.FromResult(WebhookResponse.Empty(200));
    private WebhookRequest? received;
    private byte[] receivedBody = [];

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        stop = app.DisposeAsync;
        var http = new AspNetCoreHttpModel(ReadAndHandle, TimeProvider.System, NullLogger<AspNetCoreHttpModel>.Instance);
        app.Run(async context => await (await http.AnswerAsync(context.Request)).ExecuteAsync(context));
        await app.StartAsync(CancellationToken.None);
        client.BaseAddress = new Uri(app.Urls.Single());
        client.DefaultRequestHeaders.Add(AspNetCoreHttpModel.InvocationHeader, "invocation-1");
    }

    public async Task DisposeAsync() => await stop();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_request_arrives_as_it_does_with_the_built_in_model()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/actions/remote%20x?name=first&name=second");
        request.Headers.TryAddWithoutValidation("x-twice", ["one", "two"]);
        request.Content = new ByteArrayContent([0xEF, 0xBB, 0xBF, 0x00, 0xFF]);
        await client.SendAsync(request);
        Assert.Equal("POST", received!.Method);
        Assert.Equal("/actions/remote x", received.Path);
        Assert.Equal("first", received.Query["name"]);
        Assert.Equal("one, two", received.Headers.Get("X-Twice"));
        Assert.Equal("invocation-1", received.CorrelationId);
        Assert.Equal([0xEF, 0xBB, 0xBF, 0x00, 0xFF], receivedBody);
    }

    [Theory]
    [InlineData("/api/post-login%2Fauth0", "/post-login%2Fauth0")]
    [InlineData("/api/post-login/a%20b", "/post-login/a b")]
    public async Task An_encoded_slash_ends_no_segment(string url, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        await client.SendAsync(request);
        Assert.Equal(path, received!.Path);
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("a, b")]
    [InlineData("")]
    public async Task What_is_no_id_never_becomes_the_correlation_id(string invocation)
    {
        client.DefaultRequestHeaders.Remove(AspNetCoreHttpModel.InvocationHeader);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/post-login/auth0");
        request.Headers.TryAddWithoutValidation(AspNetCoreHttpModel.InvocationHeader, invocation);
        await client.SendAsync(request);
        Assert.True(Guid.TryParseExact(received!.CorrelationId, "N", out _), received.CorrelationId);
    }

    [Fact]
    public async Task A_chunked_body_arrives_whole()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/post-login/auth0") { Content = new StringContent("{}") };
        request.Headers.TransferEncodingChunked = true;
        await client.SendAsync(request);
        Assert.True(received!.AcceptsChunkedBody);
        Assert.Equal("{}", Encoding.UTF8.GetString(receivedBody));
    }

    [Fact]
    public async Task Status_headers_and_body_go_back_as_the_core_gave_them()
    {
        handler = (_, _) => Task.FromResult(new WebhookResponse(405, "{}"u8.ToArray()) { Headers = [new("Allow", "POST")] });
        using var response = await client.GetAsync(new Uri("/api/post-login/auth0", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_empty_answer_has_no_content_type()
    {
        handler = (_, _) => Task.FromResult(WebhookResponse.Empty(204));
        using var response = await client.GetAsync(new Uri("/api/cache/invalidate", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_bug_in_the_core_is_answered_with_a_body()
    {
        handler = (_, _) => throw new InvalidOperationException("a secret");
        using var response = await client.GetAsync(new Uri("/api/post-login/auth0", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"error":{"code":"internal","correlationId":"invocation-1"}}""", await response.Content.ReadAsStringAsync());
    }

    private async Task<WebhookResponse> ReadAndHandle(WebhookRequest request, CancellationToken cancellationToken)
    {
        received = request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        receivedBody = body.ToArray();
        return await handler(request, cancellationToken);
    }
}
