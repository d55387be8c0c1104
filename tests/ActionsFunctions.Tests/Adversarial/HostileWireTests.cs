using System.IO.Compression;
using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The local server as everybody starts it, on a clock of the tests.</summary>
public sealed class WireServer : IAsyncLifetime
{
    private LocalServer server = null!;

    internal static TimeSpan Budget { get; } = TimeSpan.FromSeconds(3.217);

    internal WatchedClock Clock { get; } = new(Budget);

    internal Uri Address => server.Address;

    public async Task InitializeAsync() => server = await LocalServer.StartAsync(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Local:Url"] = "http://127.0.0.1:0", ["PostLogin:Budgets:Supabase"] = "00:00:03.217" },
        new WebhookAppOptions { Clock = Clock },
        CancellationToken.None);

    public async Task DisposeAsync() => await server.DisposeAsync();
}

/// <summary>What is not even a request, over a real connection to the real local server: a status of the table or the host's own 4xx, and the next caller is served.</summary>
public sealed class HostileWireTests(WireServer server) : IClassFixture<WireServer>, IAsyncLifetime
{
    private const string Post = "POST /api/post-login/auth0 HTTP/1.1";
    private const string Json = "Content-Type: application/json";
    private const int Limit = 256 * 1024;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var (status, text) = await RawHttp.SendAsync(server.Address, RawHttp.Head("GET /api/health/live HTTP/1.1"));
        Assert.True(status == 200, text);
    }

    [Theory]
    [InlineData(405, "GET /api/post-login/auth0 HTTP/1.1")]
    [InlineData(405, "post /api/post-login/auth0 HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(405, "TRACE /api/post-login/auth0 HTTP/1.1")]
    [InlineData(405, "SPLICE /api/post-login/auth0 HTTP/1.1")]
    [InlineData(404, "POST /api/post-login/../post-login/nobody HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(404, "POST /api/post-login/..%2f..%2factions HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(404, "POST /api/post-login/auth0/ HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(404, "POST /API/POST-LOGIN/AUTH0 HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(415, Post, "Content-Length: 0")]
    [InlineData(415, Post, "Content-Type: text/plain", "Content-Length: 0")]
    [InlineData(415, Post, Json, "Content-Type: text/plain", "Content-Length: 0")]
    [InlineData(415, Post, "Content-Type: application/json; charset=utf-16", "Content-Length: 0")]
    [InlineData(415, Post, Json, "Content-Encoding: gzip", "Content-Length: 0")]
    [InlineData(415, Post, Json, "Content-Encoding: identity", "Content-Encoding: br", "Content-Length: 0")]
    [InlineData(411, Post, Json)]
    [InlineData(411, Post, Json, "Transfer-Encoding: chunked")]
    [InlineData(413, Post, Json, "Content-Length: 262145")]
    [InlineData(413, Post, Json, "Content-Length: 9223372036854775807")]
    [InlineData(401, Post, Json, "Content-Length: 0")]
    public async Task A_head_alone_gets_the_status_of_the_first_fault(int status, string line, params string[] headers)
    {
        var (given, text) = await RawHttp.SendAsync(server.Address, RawHttp.Head(line, headers));
        Assert.True(status == given, text);
        Assert.Contains("\"correlationId\":", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, Post, Json, "Content-Length: -1")]
    [InlineData(400, Post, Json, "Content-Length: 2", "Content-Length: 3")]
    [InlineData(400, Post, Json, "Content-Length: 0x2")]
    [InlineData(400, Post, Json, "Content-Length: 9223372036854775808")]
    [InlineData(400, Post, Json, "X-Nul: a\0b")]
    [InlineData(400, Post, Json, " folded: line")]
    [InlineData(400, Post, Json, "No colon here")]
    [InlineData(400, Post, Json, "Transfer-Encoding: gzip")]
    [InlineData(400, "POST /api/post-login/auth0%00 HTTP/1.1", Json, "Content-Length: 0")]
    [InlineData(400, "POST /api/post-login/auth0 HTTP/1.0", Json)]
    [InlineData(400, "POST /api/post-login/auth0")]
    [InlineData(505, "POST /api/post-login/auth0 HTTP/7.0")]
    [InlineData(400, "\u0016\u0003\u0001 a TLS hello")]
    public async Task What_is_no_HTTP_never_reaches_the_product(int status, string line, params string[] headers)
    {
        var (given, text) = await RawHttp.SendAsync(server.Address, RawHttp.Head(line, headers));
        Assert.True(status == given, text);
        Assert.DoesNotContain("correlationId", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_of_a_hundred_kilobytes_is_431() =>
        Assert.Equal(431, (await RawHttp.SendAsync(server.Address, RawHttp.Head(Post, Json, "webhook-signature: " + new string('a', 100_000)))).Status);

    [Theory]
    [InlineData(Limit, 401)]
    [InlineData(Limit + 1, 413)]
    public async Task The_body_may_have_the_limit_and_not_a_byte_more(int length, int status) =>
        Assert.Equal(status, (await RawHttp.SendAsync(server.Address, RawHttp.Head(Post, Json, $"Content-Length: {length}"), new byte[length])).Status);

    [Fact]
    public async Task A_body_that_is_packed_for_real_is_415()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(new byte[1_000_000]);
        var body = packed.ToArray();
        Assert.Equal(415, (await RawHttp.SendAsync(server.Address, RawHttp.Head(Post, Json, "Content-Encoding: gzip", $"Content-Length: {body.Length}"), body)).Status);
        // Without the header it is bytes that nobody signed.
        Assert.Equal(401, (await RawHttp.SendAsync(server.Address, RawHttp.Head(Post, Json, $"Content-Length: {body.Length}"), body)).Status);
    }

    [Fact]
    public async Task A_request_hidden_behind_another_is_never_run()
    {
        // RFC 9112 section 6.3: with both, the length does not count; a proxy that counts it would see one request where the server sees two.
        var hidden = RawHttp.Head("GET /api/health/live HTTP/1.1");
        var (status, text) = await RawHttp.SendAsync(
            server.Address, RawHttp.Head(Post, Json, $"Content-Length: {hidden.Length + 5}", "Transfer-Encoding: chunked"), Encoding.ASCII.GetBytes("0\r\n\r\n"), hidden);
        Assert.Equal(411, status);
        Assert.DoesNotContain("\"live\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_given_up_when_the_budget_is_over()
    {
        var answer = RawHttp.SendAsync(server.Address, RawHttp.Head("POST /api/post-login/supabase HTTP/1.1", Json, "Content-Length: 1000"), Encoding.ASCII.GetBytes("{\"event\":"));
        await server.Clock.Armed;
        server.Clock.Advance(WireServer.Budget);
        var (status, text) = await answer;
        Assert.Equal(503, status);
        Assert.Contains("\"unavailable\"", text, StringComparison.Ordinal);
    }
}
