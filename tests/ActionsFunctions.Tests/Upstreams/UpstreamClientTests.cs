using System.IO.Compression;
using System.Text;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

public sealed class UpstreamClientTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_outage_is_retried_once_and_no_more(int status)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status));
        using var clients = stub.Clients();

        var answer = await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default);

        Assert.Equal(("backend-unavailable", 2), (answer.Failure.Code, stub.Requests.Count));
    }

    [Fact]
    public async Task A_broken_connection_is_retried()
    {
        await using var stub = await UpstreamStub.StartAsync(OnceThen(new StubAnswer(200) { Broken = true }, StubAnswer.Ok("{}")));
        using var clients = stub.Clients();

        Assert.Equal(200, (await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default)).Status);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Without_time_left_nothing_is_retried()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(500));
        using var clients = stub.Clients();

        await Backend(stub, clients).SendAsync(Get(stub), new(() => TimeSpan.Zero), default);

        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task One_retry_serves_all_requests_of_a_run()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(500));
        using var clients = stub.Clients();
        var retry = new RetryAllowance(() => Plenty);

        await Backend(stub, clients).SendAsync(Get(stub), retry, default);
        await Backend(stub, clients).SendAsync(Get(stub), retry, default);

        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task A_throttled_call_is_repeated_when_its_time_has_come()
    {
        var clock = new ManualTimeProvider();
        await using var stub = await UpstreamStub.StartAsync(OnceThen(new StubAnswer(429, "", ("Retry-After", "3")), StubAnswer.Ok("{}")));
        using var clients = stub.Clients(new() { Clock = clock });

        // A POST: no timer for giving up a hang, only the one for the wait.
        var answering = Backend(stub, clients).SendAsync(Get(stub) with { Method = HttpMethod.Post, IsIdempotent = false }, new(() => Plenty), default);
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(answering.IsCompleted);
        Assert.Single(stub.Requests);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(200, (await answering).Status);
    }

    [Theory]
    [InlineData("31")]
    [InlineData("Tue, 01 Jan 2030 00:00:31 GMT")]
    [InlineData("soon")]
    public async Task A_throttled_call_whose_time_is_too_far_or_unknown_ends_at_once(string retryAfter)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(429, "", ("Retry-After", retryAfter)));
        using var clients = stub.Clients(new() { Clock = new ManualTimeProvider() });

        var answer = await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default);

        Assert.Equal(("backend-throttled", 1), (answer.Failure.Code, stub.Requests.Count));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        var issued = 0;
        await using var stub = await UpstreamStub.StartAsync(request =>
            request.IsToken ? StubAnswer.Token($"t{Interlocked.Increment(ref issued)}")
            : request.Header("Authorization") == "Bearer t1" ? new StubAnswer(401) : StubAnswer.Ok("{}"));
        using var clients = stub.Clients();

        Assert.Equal(200, (await clients.Graph.SendAsync(Get(stub), new(() => Plenty), default)).Status);
        Assert.Equal(["Bearer t1", "Bearer t2"], stub.Calls.Select(call => call.Header("Authorization")!));
    }

    [Fact]
    public async Task An_upstream_that_refuses_every_token_is_not_asked_for_ever()
    {
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new StubAnswer(401));
        using var clients = stub.Clients();

        var answer = await clients.Graph.SendAsync(Get(stub), new(() => Plenty), default);

        Assert.Equal(("graph-unauthorized", 2, 2), (answer.Failure.Code, stub.Calls.Count, stub.TokensAskedFor));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://evil.example/")]
    public async Task Another_host_is_never_called(string address)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        using var clients = stub.Clients();

        var answer = await clients.Graph.SendAsync(new(HttpMethod.Get, new(address)), new(() => Plenty), default);

        Assert.Equal("graph-host-refused", answer.Failure.Code);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_cookie_is_not_kept()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(307, "", ("Location", "/x"), ("Set-Cookie", "a=b; path=/")));
        using var clients = stub.Clients();

        var answer = await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default);
        await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default);

        Assert.Equal("backend-redirected", answer.Failure.Code);
        Assert.Equal(["/p", "/p"], stub.Requests.Select(request => request.Target));
        Assert.All(stub.Requests, request => Assert.Null(request.Header("Cookie")));
    }

    [Theory]
    [InlineData(256 * 1024, "ok", false)]
    [InlineData((256 * 1024) + 1, "answer-too-large", false)]
    [InlineData((256 * 1024) + 1, "answer-too-large", true)]
    public async Task A_body_beyond_the_bound_is_not_read_even_where_it_was_small_before_unpacking(int length, string code, bool compressed)
    {
        var body = Encoding.ASCII.GetBytes($"\"{new string('x', length - 2)}\"");
        await using var stub = await UpstreamStub.StartAsync(_ => compressed ? new(200, Gzip(body), ("Content-Encoding", "gzip")) : new(200, body));
        using var clients = stub.Clients();

        var answer = await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default);

        Assert.Equal($"backend-{code}", answer.Failure.Code);
        Assert.Equal(code == "ok" ? length : 0, answer.Body.Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_packed_as_its_header_says_is_malformed(string encoding)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new(200, "not packed at all", ("Content-Encoding", encoding)));
        using var clients = stub.Clients();

        Assert.Equal("backend-answer-malformed", (await Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), default)).Failure.Code);
    }

    [Fact]
    public async Task Nobody_listening_is_a_fault_and_no_exception()
    {
        Uri address;
        await using (var gone = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}")))
            address = new($"{gone.Url}/p");
        using var clients = NoUpstreams.Create();

        var answer = await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => Plenty), default);

        Assert.Equal("backend-unreachable", answer.Failure.Code);
    }

    [Fact]
    public async Task A_call_that_is_no_longer_wanted_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var stub = await UpstreamStub.StartAsync(async _ =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return StubAnswer.Ok("{}");
        });
        using var clients = stub.Clients();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backend(stub, clients).SendAsync(Get(stub), new(() => Plenty), cancel.Token));
    }

    [Fact]
    public async Task Calls_of_two_kinds_to_one_host_wait_for_none_of_the_other_kind()
    {
        var (under, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var stub = await UpstreamStub.StartAsync(async request =>
        {
            if (request.IsToken)
                return StubAnswer.Token();
            if (Interlocked.Increment(ref under) == 2 * UpstreamGuard.Places)
                all.SetResult();
            // Whoever waited for a connection would never come, and nobody would be answered.
            await all.Task;
            return StubAnswer.Ok("{}");
        });
        using var clients = stub.Clients();
        UpstreamClient[] kinds = [clients.Graph, Backend(stub, clients)];

        var answers = await Task.WhenAll(kinds.SelectMany(kind => Enumerable.Range(0, UpstreamGuard.Places).Select(_ => kind.SendAsync(Get(stub), new(() => Plenty), default))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    private static UpstreamClient Backend(UpstreamStub stub, UpstreamClients clients) => clients.Backend(new(stub.Url), credentials: null);

    private static UpstreamRequest Get(UpstreamStub stub) => new(HttpMethod.Get, new($"{stub.Url}/p"));

    private static Func<StubRequest, StubAnswer> OnceThen(StubAnswer first, StubAnswer then)
    {
        var calls = 0;
        return _ => Interlocked.Increment(ref calls) == 1 ? first : then;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }
}
