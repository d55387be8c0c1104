using System.Text;
using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The fault table of the contract: statuses, their order, and the error body.</summary>
public sealed class FaultTableTests
{
    private static readonly KeyValuePair<string, string?>[] SmallBodies = [new("PostLogin:MaxRequestBytes", "1024")];

    private static readonly KeyValuePair<string, string?>[] OneAction = [new("PostLogin:Actions:0:Name", "echo")];
    private static readonly ActionType Echo = new("echo", _ => InlineAction.Of((_, _) => { }));

    [Theory]
    [InlineData("/post-login/nobody")]
    [InlineData("/post-login/okta")]
    [InlineData("/post-login/Auth0")]
    [InlineData("/post-login/auth0/more")]
    [InlineData("/post-login/")]
    [InlineData("/actions/no-such-action")]
    [InlineData("/")]
    [InlineData("")]
    public async Task An_unknown_or_unconfigured_path_is_404(string path)
    {
        await using var app = new TestApp();
        Assert.Equal(404, (await app.SendAsync(app.Post(path, "{}"))).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("post")]
    public async Task A_wrong_method_is_405_and_names_the_right_one(string method)
    {
        await using var app = new TestApp();
        var response = await app.App.HandleAsync(app.Login() with { Method = method }, CancellationToken.None);
        Assert.Equal(405, response.Status);
        Assert.Contains(new("Allow", "POST"), response.Headers);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json, application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_announced_as_UTF8_JSON_is_415(string? contentType)
    {
        await using var app = new TestApp();
        var request = app.Login();
        request.Headers.Remove("Content-Type");
        if (contentType is not null)
            request.Headers["Content-Type"] = contentType;
        Assert.Equal(415, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task The_usual_spellings_of_JSON_are_accepted(string contentType)
    {
        await using var app = new TestApp();
        var request = app.Login();
        request.Headers["Content-Type"] = contentType;
        Assert.Equal(200, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task A_compressed_body_is_415(string encoding)
    {
        await using var app = new TestApp();
        var request = app.Login();
        request.Headers["Content-Encoding"] = encoding;
        Assert.Equal(415, (await app.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_411_unless_the_host_can_hand_it_over()
    {
        await using var app = new TestApp();
        var request = app.Login();
        request.Headers.Remove("Content-Length");
        Assert.Equal(411, (await app.SendAsync(request)).Status);
        var chunked = app.Login() with { AcceptsChunkedBody = true };
        chunked.Headers.Remove("Content-Length");
        Assert.Equal(200, (await app.SendAsync(chunked)).Status);
    }

    [Theory]
    [InlineData(1024, 1024, 200)]
    [InlineData(1024, 1025, 413)]
    [InlineData(100, 100, 200)]
    [InlineData(100, 101, 413)]
    public async Task The_body_may_be_as_long_as_the_limit_and_not_a_byte_longer(int limit, int length, int status)
    {
        await using var app = new TestApp([new("PostLogin:MaxRequestBytes", $"{limit}")]);
        var body = """{"event":{"user":{"user_id":"auth0|1"}}}""".PadRight(length);
        Assert.Equal(status, (await app.SendAsync(app.Login(body))).Status);
        var chunked = app.Login(body) with { AcceptsChunkedBody = true };
        chunked.Headers.Remove("Content-Length");
        Assert.Equal(status, (await app.SendAsync(chunked)).Status);
    }

    [Theory]
    [InlineData("99999999999999999999999", 413)]
    [InlineData("-1", 400)]
    [InlineData("ten", 400)]
    public async Task A_length_that_is_no_length_is_refused(string length, int status)
    {
        await using var app = new TestApp(SmallBodies);
        var request = app.Login();
        request.Headers["Content-Length"] = length;
        Assert.Equal(status, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":null}""")]
    [InlineData("""{"event":[]}""")]
    [InlineData("""{"event":{}}""")]
    [InlineData("""{"event":{"user":{}}}""")]
    [InlineData("""{"event":{"user":{"user_id":""}}}""")]
    [InlineData("""{"event":{"user":{"user_id":7}}}""")]
    [InlineData("""{"event":{"user":{"user_id":"a","user_id":"b"}}}""")]
    [InlineData("""{"event":{"user":{"user_id":"a"},"client":"text"}}""")]
    [InlineData("""{"event":{"user":{"user_id":"\ud800"}}}""")]
    public async Task A_body_that_is_malformed_or_misshapen_is_400(string body)
    {
        await using var app = new TestApp();
        Assert.Equal(400, (await app.SendAsync(app.Login(body))).Status);
    }

    [Theory]
    [InlineData(64, 200)]
    [InlineData(65, 400)]
    public async Task JSON_may_be_64_deep_and_not_deeper(int depth, int status)
    {
        await using var app = new TestApp();
        var inner = depth - 3;
        var nested = string.Concat(Enumerable.Repeat("{\"x\":", inner - 1)) + "{}" + new string('}', inner - 1);
        var body = "{\"event\":{\"user\":{\"user_id\":\"a\",\"app_metadata\":" + nested + "}}}";
        Assert.Equal(status, (await app.SendAsync(app.Login(body))).Status);
    }

    [Fact]
    public async Task Faults_are_checked_in_the_order_of_the_table()
    {
        await using var app = new TestApp(SmallBodies);
        var request = app.Post("/post-login/nobody", new string('x', 2000), "text/plain") with { Method = "GET" };
        request.Headers.Remove("Content-Length");
        Assert.Equal(404, (await app.SendAsync(request)).Status);
        request = request with { Path = "/post-login/auth0" };
        Assert.Equal(405, (await app.SendAsync(request)).Status);
        request = request with { Method = "POST" };
        Assert.Equal(415, (await app.SendAsync(request)).Status);
        request.Headers["Content-Type"] = "application/json";
        Assert.Equal(411, (await app.SendAsync(request)).Status);
        request.Headers["Content-Length"] = "2000";
        Assert.Equal(413, (await app.SendAsync(request)).Status);
        Assert.Equal(401, (await app.SendAsync(app.Post("/post-login/auth0", "{"))).Status);
        Assert.Equal(400, (await app.SendAsync(app.Login("{"))).Status);
    }

    [Fact]
    public async Task The_error_body_holds_a_code_and_a_correlation_id_and_nothing_else()
    {
        await using var app = new TestApp();
        var request = app.Post("/post-login/nobody", "{}");
        var response = await app.App.HandleAsync(request, CancellationToken.None);
        Assert.Equal($$$"""{"error":{"code":"not-found","correlationId":"{{{request.CorrelationId}}}"}}""", Encoding.UTF8.GetString(response.Body.Span));
        Assert.Contains(new("x-correlation-id", request.CorrelationId), response.Headers);
        Assert.Contains(new("Cache-Control", "no-store"), response.Headers);
    }

    [Fact]
    public async Task A_demanded_function_key_is_part_of_the_callers_authentication()
    {
        var gate = new RequestGate(1024, "right");
        await using var app = new TestApp();
        var request = app.Post("/actions/x", "{}");
        Assert.Equal(Fault.Unauthorized, (await gate.ReceiveAsync(request, CancellationToken.None)).Fault);
        request.Headers["x-functions-key"] = "wrong";
        Assert.Equal(Fault.Unauthorized, (await gate.ReceiveAsync(request, CancellationToken.None)).Fault);
        request.Headers["x-functions-key"] = "right";
        Assert.Null((await gate.ReceiveAsync(request with { Body = new MemoryStream("{}"u8.ToArray()) }, CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData("/post-login/auth0")]
    [InlineData("/actions/echo")]
    public async Task An_exception_of_ours_is_a_500_that_tells_nothing(string path)
    {
        await using var app = new TestApp(OneAction, Echo);
        var (status, body) = await app.SendAsync(app.Login() with { Path = path, Body = new ThrowingStream(new InvalidOperationException("secret detail")) });
        Assert.Equal(500, status);
        Assert.Equal("internal", JsonElement.Parse(body).GetProperty("error").GetProperty("code").GetString());
        Assert.DoesNotContain("secret detail", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/post-login/auth0")]
    [InlineData("/actions/echo")]
    public async Task A_body_that_does_not_arrive_within_the_budget_is_given_up(string path)
    {
        await using var app = new TestApp(OneAction, Echo);
        var sending = app.SendAsync(app.Login() with { Path = path, Body = new EndlessStream() });
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(503, (await sending).Status);
    }

    [Theory]
    [InlineData("/post-login/auth0")]
    [InlineData("/actions/echo")]
    public async Task A_body_that_breaks_off_is_the_callers_fault(string path)
    {
        await using var app = new TestApp(OneAction, Echo);
        var request = app.Login() with { Path = path, Body = new ThrowingStream(new IOException("Unexpected end of request content.")) };
        Assert.Equal(400, (await app.SendAsync(request)).Status);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var never = new TaskCompletionSource<int>();
            await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            return await never.Task;
        }
    }

    private sealed class ThrowingStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw exception;
    }
}
