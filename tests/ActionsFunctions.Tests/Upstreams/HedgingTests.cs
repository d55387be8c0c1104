using System.Collections.Concurrent;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>The second attempt beside a slow first one. The clock stands still, so that what is usual is nothing and a call is slow when the test says so.</summary>
public sealed class HedgingTests : IAsyncDisposable
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongerThanUsual = TimeSpan.FromMilliseconds(5);
    private readonly ManualTimeProvider clock = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Func<Task<StubAnswer>>> next = new();
    private readonly SemaphoreSlim hanging = new(0);
    private readonly List<IDisposable> owned = [];
    private UpstreamStub? stub;

    public async ValueTask DisposeAsync()
    {
        over.TrySetResult();
        hanging.Dispose();
        foreach (var resource in owned)
            resource.Dispose();
        await (stub?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task A_get_that_takes_longer_than_usual_is_asked_once_more_and_the_first_good_answer_counts()
    {
        var backend = await BackendAsync("10");
        next.Enqueue(HangAsync);

        var answer = await SlowAsync(backend, new(() => Plenty));

        Assert.Equal((200, 12), (answer.Status, stub!.Requests.Count));
    }

    [Fact]
    public async Task Off_by_default()
    {
        var backend = await BackendAsync(percent: null);
        next.Enqueue(HangAsync);
        var answering = SendAsync(backend, new(() => Plenty));
        await HangsAsync();
        clock.Advance(Plenty / 4);

        Assert.Equal((false, 11), (answering.IsCompleted, stub!.Requests.Count));
    }

    [Fact]
    public async Task A_post_is_never_asked_twice_at_once()
    {
        var backend = await BackendAsync("10");
        next.Enqueue(HangAsync);
        var answering = backend.SendAsync(new(HttpMethod.Post, new($"{stub!.Url}/p")) { IsIdempotent = true }, new(() => Plenty), default);
        await HangsAsync();
        clock.Advance(Plenty / 4);

        Assert.Equal((false, 11), (answering.IsCompleted, stub.Requests.Count));
    }

    [Fact]
    public async Task The_second_attempt_is_the_one_retry_of_the_run()
    {
        var backend = await BackendAsync("10");
        var retry = new RetryAllowance(() => Plenty);
        next.Enqueue(HangAsync);
        next.Enqueue(() => Task.FromResult(new StubAnswer(503)));
        var answering = SendAsync(backend, retry);
        await HangsAsync();
        clock.Advance(LongerThanUsual);
        while (stub!.Requests.Count < 12)
            await Task.Yield();
        next.Enqueue(() => Task.FromResult(new StubAnswer(503)));
        over.SetResult();

        // The first attempt comes back after all and is good; the second call has no retry left.
        Assert.Equal(200, (await answering).Status);
        Assert.Equal(("backend-unavailable", 13), ((await SendAsync(backend, retry)).Failure.Code, stub.Requests.Count));
    }

    [Fact]
    public async Task No_more_than_the_configured_share_of_calls_is_asked_twice()
    {
        var backend = await BackendAsync("10");
        next.Enqueue(HangAsync);
        await SlowAsync(backend, new(() => Plenty));
        next.Enqueue(HangAsync);
        var second = SendAsync(backend, new(() => Plenty));
        await HangsAsync();
        clock.Advance(LongerThanUsual);
        await clock.WhenArmedAsync(1);

        Assert.Equal((false, 13), (second.IsCompleted, stub!.Requests.Count));
        // Cut off at half of its time and retried, as without hedging.
        clock.Advance(Plenty / 2);
        Assert.Equal((200, 14), ((await second).Status, stub.Requests.Count));
    }

    [Fact]
    public async Task While_the_limit_is_near_nothing_is_asked_twice()
    {
        var backend = await BackendAsync("10");
        next.Enqueue(() => Task.FromResult(new StubAnswer(200, "{}", ("RateLimit-Limit", "100"), ("RateLimit-Remaining", "15"))));
        await SendAsync(backend, new(() => Plenty));
        next.Enqueue(HangAsync);
        var answering = SendAsync(backend, new(() => Plenty));
        await HangsAsync();
        clock.Advance(LongerThanUsual);
        await clock.WhenArmedAsync(1);

        Assert.Equal((false, 12), (answering.IsCompleted, stub!.Requests.Count));
    }

    [Fact]
    public async Task After_an_attempt_was_called_off_every_call_gets_its_own_answer()
    {
        var backend = await BackendAsync("10");
        next.Enqueue(HangAsync);
        await SlowAsync(backend, new(() => Plenty));
        over.SetResult();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(backend, new(() => Plenty), $"/{i}")));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"\"/{i}\""), answers.Select(answer => System.Text.Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task The_circuit_breaker_sees_one_outcome_of_two_attempts()
    {
        var guard = new UpstreamGuard("backend", clock, hedgedPercent: 10);
        var down = new UpstreamAnswer(new("backend", UpstreamFault.Unavailable), 503, default, null);
        var good = new UpstreamAnswer(default, 200, default, null);
        for (var i = 0; i < 100; i++)
            await guard.CallAsync(_ => Task.FromResult(good), null, Plenty, default);
        clock.Advance(TimeSpan.FromSeconds(20));

        // 10 calls, of which each is two attempts that fail: 20 attempts, but half of the calls that would open the circuit.
        for (var i = 0; i < 10; i++)
        {
            var attempts = new ConcurrentQueue<TaskCompletionSource<UpstreamAnswer>>();
            var call = guard.CallAsync(_ => Attempt(attempts).Task, null, Plenty, default, _ => true);
            clock.Advance(LongerThanUsual);
            while (attempts.Count < 2)
                await Task.Yield();
            foreach (var attempt in attempts)
                attempt.SetResult(down);
            await call;
        }

        Assert.Equal(200, (await guard.CallAsync(_ => Task.FromResult(good), null, Plenty, default)).Status);
    }

    [Fact]
    public async Task A_second_attempt_needs_a_place_of_its_own()
    {
        var guard = new UpstreamGuard("backend", clock, hedgedPercent: 10);
        var good = new UpstreamAnswer(default, 200, default, null);
        for (var i = 0; i < 10; i++)
            await guard.CallAsync(_ => Task.FromResult(good), null, Plenty, default);
        var full = Enumerable.Range(0, UpstreamGuard.Places - 1).Select(_ => guard.CallAsync(_ => WaitAsync(good), null, Plenty, default)).ToList();
        var alone = new ConcurrentQueue<TaskCompletionSource<UpstreamAnswer>>();
        var last = guard.CallAsync(_ => Attempt(alone).Task, Plenty, Plenty, default, _ => true);
        clock.Advance(LongerThanUsual);
        // It goes on alone: what is armed now is its own limit.
        await clock.WhenArmedAsync(1);
        Assert.Single(alone);
        over.SetResult();
        alone.Single().SetResult(good);
        await Task.WhenAll([.. full, last]);
    }

    private static TaskCompletionSource<UpstreamAnswer> Attempt(ConcurrentQueue<TaskCompletionSource<UpstreamAnswer>> attempts)
    {
        var attempt = new TaskCompletionSource<UpstreamAnswer>();
        attempts.Enqueue(attempt);
        return attempt;
    }

    private async Task<UpstreamAnswer> WaitAsync(UpstreamAnswer answer)
    {
        await over.Task;
        return answer;
    }

    // Ten calls that went well: enough to know what is usual, and to have earned one hedge.
    private async Task<UpstreamClient> BackendAsync(string? percent)
    {
        stub = await UpstreamStub.StartAsync(request => next.TryDequeue(out var answer) ? answer() : Task.FromResult(StubAnswer.Ok($"\"{request.Target}\"")));
        var clients = stub.Clients(new() { Clock = clock }, percent is null ? [] : [("Upstreams:HedgedPercent", percent)]);
        owned.Add(clients);
        var backend = clients.Backend(new(stub.Url), credentials: null);
        for (var i = 0; i < 10; i++)
            await SendAsync(backend, new(() => Plenty));
        return backend;
    }

    private async Task<UpstreamAnswer> SlowAsync(UpstreamClient backend, RetryAllowance retry)
    {
        var answering = SendAsync(backend, retry);
        await HangsAsync();
        clock.Advance(LongerThanUsual);
        return await answering;
    }

    // The call has arrived and is not answered, and whoever made it counts its time.
    private async Task HangsAsync()
    {
        await hanging.WaitAsync();
        await clock.WhenArmedAsync(1);
    }

    private Task<UpstreamAnswer> SendAsync(UpstreamClient backend, RetryAllowance retry, string path = "/p") =>
        backend.SendAsync(new(HttpMethod.Get, new(stub!.Url + path)), retry, default);

    private async Task<StubAnswer> HangAsync()
    {
        hanging.Release();
        await over.Task;
        return StubAnswer.Ok("{}");
    }
}
