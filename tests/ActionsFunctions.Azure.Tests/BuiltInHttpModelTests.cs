using System.Net;
using ActionsFunctions.Azure.HttpModels;
using ActionsFunctions.Receiving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Azure.Tests;

public sealed class BuiltInHttpModelTests
{
    private WebhookRequest? received;

    [Theory]
    [InlineData("/api/post-login/auth0", "/post-login/auth0")]
    [InlineData("/API/post-login/auth0", "/post-login/auth0")]
    [InlineData("/api/post-login/a%20b", "/post-login/a b")]
    [InlineData("/other", "/other")]
    [InlineData("/api/post-login%2Fauth0", "/post-login%2Fauth0")]
    [InlineData("/api/post-login%2fauth0", "/post-login%2Fauth0")]
    public async Task The_path_arrives_below_the_prefix_and_decoded(string url, string path)
    {
        await Answer(new FakeRequest("POST", url, new FakeInvocation()));
        Assert.Equal(path, received!.Path);
    }

    [Fact]
    public async Task The_method_arrives_in_upper_case()
    {
        await Answer(new FakeRequest("post", "/api/post-login/auth0", new FakeInvocation()));
        Assert.Equal("POST", received!.Method);
    }

    [Fact]
    public async Task Of_a_repeated_query_parameter_the_first_value_counts()
    {
        await Answer(new FakeRequest("POST", "/api/actions/remote?name=first&name=second&x=a%26b&bare", new FakeInvocation()));
        Assert.Equal(new Dictionary<string, string> { ["name"] = "first", ["x"] = "a&b" }, received!.Query);
    }

    [Theory]
    [InlineData("Authorization", "Basic   dXNlcjpwYXNz")]
    [InlineData("Content-Type", "application/json ;charset=UTF-8")]
    [InlineData("webhook-signature", "v1,abc= v1,def=")]
    [InlineData("X-Twice", "one,two")]
    public async Task A_header_arrives_as_the_host_sent_it(string name, string value)
    {
        await Answer(new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation()).With(name, value));
        Assert.Equal(value, received!.Headers.Get(name));
    }

    [Fact]
    public async Task Repeated_headers_are_joined()
    {
        await Answer(new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation()).With("x-twice", "one").With("X-Twice", "two"));
        Assert.Equal("one, two", received!.Headers.Get("x-twice"));
    }

    [Fact]
    public async Task The_body_reaches_the_core_unread()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, 0x7B, 0x20, 0x0D, 0x0A, 0xFF, 0x00, 0x7D];
        var body = new MemoryStream(bytes);
        await Answer(new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation()) { Content = body });
        Assert.Same(body, received!.Body);
        Assert.Equal(0, body.Position);
        Assert.False(received.AcceptsChunkedBody);
    }

    [Fact]
    public async Task The_invocation_is_the_correlation_id()
    {
        var invocation = new FakeInvocation();
        await Answer(new FakeRequest("POST", "/api/post-login/auth0", invocation));
        Assert.Equal(invocation.InvocationId, received!.CorrelationId);
    }

    [Fact]
    public async Task Status_headers_and_body_go_back_as_the_core_gave_them()
    {
        var answer = new WebhookResponse(405, "{}"u8.ToArray()) { Headers = [new("Allow", "POST"), new("x-correlation-id", "c")] };
        var response = await Answer(new FakeRequest("GET", "/api/post-login/auth0", new FakeInvocation()), (_, _) => Task.FromResult(answer));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Headers.GetValues("Allow"));
        Assert.Equal(["c"], response.Headers.GetValues("x-correlation-id"));
        Assert.Equal(["application/json"], response.Headers.GetValues("Content-Type"));
        Assert.Equal("{}", Body(response));
    }

    [Fact]
    public async Task An_empty_answer_has_no_content_type()
    {
        var response = await Answer(
            new FakeRequest("POST", "/api/cache/invalidate", new FakeInvocation()), (_, _) => Task.FromResult(WebhookResponse.Empty(204)));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.False(response.Headers.Contains("Content-Type"));
        Assert.Empty(Body(response));
    }

    [Fact]
    public async Task A_bug_in_the_core_is_answered_with_a_body()
    {
        var response = await Answer(
            new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation()), (_, _) => throw new InvalidOperationException("a secret"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("""{"error":{"code":"internal","correlationId":"11111111-2222-3333-4444-555555555555"}}""", Body(response));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_answered_with_a_body()
    {
        var response = await Answer(new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation()) { BodyIsUnreadable = true });
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.NotEmpty(Body(response));
        Assert.Null(received);
    }

    [Fact]
    public async Task The_end_of_the_invocation_reaches_the_core_and_is_no_bug()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var response = await Answer(
            new FakeRequest("POST", "/api/post-login/auth0", new FakeInvocation(gone.Token)),
            (_, cancellationToken) => Task.FromCanceled<WebhookResponse>(cancellationToken));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private Task<FunctionResponse> Answer(FakeRequest request, WebhookHandler? handler = null)
    {
        var http = new BuiltInHttpModel(handler ?? Keep, TimeProvider.System, NullLogger<BuiltInHttpModel>.Instance);
        return http.AnswerAsync(request);
    }

    private Task<WebhookResponse> Keep(WebhookRequest request, CancellationToken cancellationToken)
    {
        received = request;
        return Task.FromResult(WebhookResponse.Empty(200));
    }

    private static string Body(FunctionResponse response) => System.Text.Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
}
