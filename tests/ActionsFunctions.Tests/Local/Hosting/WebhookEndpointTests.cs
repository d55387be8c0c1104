using System.Net;
using System.Text;
using ActionsFunctions.Local.Hosting;

namespace ActionsFunctions.Tests.Local.Hosting;

public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private LocalServer? server;

    private HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        server = await RunningServer.StartAsync();
        Http.BaseAddress = server.Address;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await server!.DisposeAsync();
    }

    [Fact]
    public async Task Serves_below_api_only()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new(HttpMethod.Get, "api/health/live")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new(HttpMethod.Get, "health/live")));
    }

    [Fact]
    public async Task Hands_every_method_to_the_core()
    {
        using var answer = await Http.SendAsync(new(HttpMethod.Get, "api/post-login/auth0"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Refuses_a_chunked_body_as_the_Functions_host_would()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/post-login/auth0") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.LengthRequired, await StatusAsync(request));
    }

    [Fact]
    public async Task Lets_the_core_refuse_a_body_that_is_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/post-login/auth0")
        {
            Content = new StringContent(new string(' ', 256 * 1024 + 1), Encoding.UTF8, "application/json"),
        };
        using var answer = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("body-too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_with_length_and_type_and_does_not_name_the_server()
    {
        using var answer = await Http.GetAsync(new Uri("api/health/live", UriKind.Relative));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.True(answer.Headers.Contains("x-correlation-id"));
    }

    [Fact]
    public async Task Decodes_the_path() =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new(HttpMethod.Get, "api/health/%6cive")));

    [Fact]
    public async Task Answers_HEAD_without_a_body()
    {
        using var answer = await Http.SendAsync(new(HttpMethod.Head, "api/health/live"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpStatusCode> StatusAsync(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }
}
