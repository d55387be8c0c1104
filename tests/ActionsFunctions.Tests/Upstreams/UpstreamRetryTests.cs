using System.Text;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Which answers are asked for again, how bodies are read, and what counts against an upstream.</summary>
public sealed class UpstreamRetryTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);
    private static readonly UpstreamAnswer Good = new(default, 200, default, null);
    private readonly ManualTimeProvider clock = new();

    [Theory]
    [InlineData("GET", true, 500, "", 2, "backend-unavailable")]
    [InlineData("POST", false, 500, "", 1, "backend-unavailable")]
    [InlineData("POST", true, 500, "", 2, "backend-unavailable")]
    [InlineData("GET", true, 0, "", 2, "backend-unreachable")]
    [InlineData("POST", false, 0, "", 1, "backend-unreachable")]
    [InlineData("GET", true, 200, "<html>", 2, "backend-answer-malformed")]
    [InlineData("POST", true, 200, "<html>", 2, "backend-answer-malformed")]
    [InlineData("POST", false, 200, "<html>", 1, "backend-ok")]
    [InlineData("GET", true, 200, "", 1, "backend-ok")]
    [InlineData("GET", true, 302, "<html>", 1, "backend-redirected")]
    [InlineData("GET", true, 400, "<html>", 1, "backend-refused")]
    [InlineData("GET", true, 401, "", 1, "backend-unauthorized")]
    [InlineData("GET", true, 403, "", 1, "backend-forbidden")]
    [InlineData("GET", true, 404, "", 1, "backend-not-found")]
    [InlineData("GET", true, 429, "", 1, "backend-throttled")]
    public async Task Asked_again_is_what_may_pass_where_asking_twice_does_no_harm(string method, bool idempotent, int status, string body, int requests, string code)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status == 0 ? 200 : status, body) { Broken = status == 0 });
        using var clients = stub.Clients();
        var answer = await clients.Backend(new(stub.Url), null).SendAsync(new(new(method), new($"{stub.Url}/p")) { IsIdempotent = idempotent }, new(() => Plenty), default);
        Assert.Equal((code, requests), (answer.Failure.Code, stub.Requests.Count));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    [InlineData("0", 0.0)]
    [InlineData("90", 90.0)]
    [InlineData("Tue, 01 Jan 2030 00:00:07 GMT", 7.0)]
    [InlineData("Mon, 31 Dec 2029 23:59:00 GMT", 0.0)]
    public async Task When_to_ask_again_is_read_as_seconds_or_as_a_date(string? header, double? seconds)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => header is null ? new(503) : new(503, "", ("Retry-After", header)));
        using var clients = stub.Clients(new() { Clock = clock });
        var answer = await clients.Backend(new(stub.Url), null).SendAsync(new(HttpMethod.Get, new($"{stub.Url}/p")), new(() => TimeSpan.Zero), default);
        Assert.Equal((503, seconds), (answer.Status, answer.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(100_000)]
    public async Task A_body_is_read_whole_up_to_its_bound_announced_or_not(int length)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));
        using var announced = new ByteArrayContent(bytes);
        using var unannounced = new StreamContent(new Pipe(bytes));
        Assert.Equal(bytes, (await BoundedBody.ReadAsync(announced, 100_000, default))?.ToArray());
        Assert.Equal(bytes, (await BoundedBody.ReadAsync(unannounced, 100_000, default))?.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_one_byte_more_is_none(bool isAnnounced)
    {
        var bytes = new byte[100_001];
        using HttpContent content = isAnnounced ? new ByteArrayContent(bytes) : new StreamContent(new Pipe(bytes));
        Assert.Null(await BoundedBody.ReadAsync(content, 100_000, default));
    }

    [Theory]
    [InlineData(7, 0, 49, null)]
    [InlineData(7, 0, 50, 0)]
    [InlineData(19, 100, 199, 100)]
    [InlineData(19, 100, 200, 200)]
    public async Task A_call_that_is_no_longer_wanted_counts_for_the_pace_once_it_took_far_longer_than_usual(int known, int usual, int took, int? after)
    {
        var guard = new UpstreamGuard("backend", clock);
        for (var i = 0; i < known; i++)
            guard.Pace.Add(TimeSpan.FromMilliseconds(usual));
        using var unwanted = new CancellationTokenSource();
        var call = guard.CallAsync(token => new TaskCompletionSource<UpstreamAnswer>().Task.WaitAsync(token), null, Plenty, unwanted.Token);
        clock.Advance(TimeSpan.FromMilliseconds(took));
        await unwanted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(after, guard.Pace.Usual?.TotalMilliseconds);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public async Task The_circuit_opens_where_half_of_twenty_calls_failed(int failed, bool opens)
    {
        var guard = new UpstreamGuard("backend", clock);
        for (var i = 0; i < 20; i++)
            await CallAsync(guard, i < 20 - failed ? Good : UpstreamAnswer.Failed("backend", UpstreamFault.Unavailable));
        Assert.Equal(opens ? "backend-circuit-open" : "-ok", (await CallAsync(guard, Good)).Failure.Code);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(2, 3)]
    [InlineData(4, 4)]
    [InlineData(29, 29)]
    [InlineData(31, 30)]
    public async Task An_open_circuit_stays_so_for_the_time_it_was_asked_for_within_bounds(int? asked, int seconds)
    {
        var guard = new UpstreamGuard("backend", clock);
        for (var i = 0; i < 20; i++)
            await CallAsync(guard, new(new("backend", UpstreamFault.Throttled), 429, default, asked is { } wait ? TimeSpan.FromSeconds(wait) : null));
        clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal("backend-circuit-open", (await CallAsync(guard, Good)).Failure.Code);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("-ok", (await CallAsync(guard, Good)).Failure.Code);
    }

    [Theory]
    [InlineData(UpstreamFault.None, true)]
    [InlineData(UpstreamFault.NotFound, true)]
    [InlineData(UpstreamFault.TimedOut, true)]
    [InlineData(UpstreamFault.Unavailable, false)]
    [InlineData(UpstreamFault.Unreachable, false)]
    [InlineData(UpstreamFault.Refused, false)]
    [InlineData(UpstreamFault.Throttled, false)]
    public async Task The_pace_is_that_of_answers_and_of_hangs_and_not_of_faults(UpstreamFault fault, bool counts)
    {
        var guard = new UpstreamGuard("backend", clock);
        for (var i = 0; i < 8; i++)
            await CallAsync(guard, UpstreamAnswer.Failed("backend", fault));
        Assert.Equal(counts ? TimeSpan.Zero : null, guard.Pace.Usual);
    }

    [Fact]
    public async Task Who_has_no_time_left_does_not_wait_for_a_place()
    {
        var guard = new UpstreamGuard("backend", clock);
        var release = new TaskCompletionSource<UpstreamAnswer>();
        var under = Enumerable.Range(0, UpstreamGuard.Places).Select(_ => guard.CallAsync(_ => release.Task, null, Plenty, default)).ToList();
        Assert.Equal("0 backend-overloaded", $"{await guard.CallAsync(_ => Task.FromResult(Good), null, TimeSpan.Zero, default)}");
        var waiting = Enumerable.Range(0, 8 * UpstreamGuard.Places).Select(_ => guard.CallAsync(_ => Task.FromResult(Good), null, Plenty, default)).ToList();
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        Assert.Equal("0 backend-overloaded", $"{await guard.CallAsync(_ => Task.FromResult(Good), null, Plenty, default)}");
        release.SetResult(Good);
        Assert.All(await Task.WhenAll([.. under, .. waiting]), answer => Assert.Equal(200, answer.Status));
    }

    private static Task<UpstreamAnswer> CallAsync(UpstreamGuard guard, UpstreamAnswer answer) => guard.CallAsync(_ => Task.FromResult(answer), null, Plenty, default);

    // Of no known length, as an answer in chunks.
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
