using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>The circuit breaker, the bound on calls at once, and what is known of an upstream's pace.</summary>
public sealed class UpstreamGuardTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);
    private static readonly UpstreamAnswer Good = new(default, 200, default, null);
    private readonly ManualTimeProvider clock = new();
    private readonly UpstreamGuard guard;
    private int sent;

    public UpstreamGuardTests() => guard = new("backend", clock);

    [Theory]
    [InlineData(UpstreamFault.Unavailable)]
    [InlineData(UpstreamFault.Unreachable)]
    [InlineData(UpstreamFault.TimedOut)]
    [InlineData(UpstreamFault.Throttled)]
    public async Task An_upstream_that_is_down_is_left_alone_for_three_seconds_and_then_tried_once(UpstreamFault fault)
    {
        await CallAsync(25, fault);
        Assert.Equal(20, sent);
        Assert.Equal("backend-circuit-open", (await CallAsync(fault)).Failure.Code);
        clock.Advance(TimeSpan.FromSeconds(3));
        await CallAsync(3, fault);
        Assert.Equal(21, sent);
        clock.Advance(TimeSpan.FromSeconds(3));
        await CallAsync(3, UpstreamFault.None);
        Assert.Equal(24, sent);
    }

    [Theory]
    [InlineData(UpstreamFault.NotFound)]
    [InlineData(UpstreamFault.Forbidden)]
    [InlineData(UpstreamFault.Refused)]
    public async Task An_upstream_that_says_no_is_not_down(UpstreamFault fault)
    {
        await CallAsync(50, fault);
        Assert.Equal(50, sent);
    }

    [Fact]
    public async Task One_fault_in_three_calls_leaves_the_circuit_closed()
    {
        for (var i = 0; i < 90; i++)
            await CallAsync(i % 3 == 0 ? UpstreamFault.Unavailable : UpstreamFault.None);
        Assert.Equal(90, sent);
    }

    [Fact]
    public async Task Sustained_throttling_is_waited_out_as_long_as_it_asks_for()
    {
        for (var i = 0; i < 20; i++)
            await CallAsync(UpstreamFault.Throttled, TimeSpan.FromSeconds(12));
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("backend-circuit-open", (await CallAsync(UpstreamFault.None)).Failure.Code);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await CallAsync(UpstreamFault.None)).Failure.Any);
    }

    [Fact]
    public async Task No_more_than_the_bound_are_under_way_and_who_would_come_too_late_is_told_at_once()
    {
        for (var i = 0; i < 10; i++)
            guard.Pace.Add(TimeSpan.FromMilliseconds(200));
        var release = new TaskCompletionSource<UpstreamAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var under = Enumerable.Range(0, UpstreamGuard.Places).Select(_ => guard.CallAsync(_ => Count(release.Task), null, Plenty, default)).ToList();
        var patient = guard.CallAsync(_ => Count(Task.FromResult(Good)), null, Plenty, default);
        var hurried = guard.CallAsync(_ => Count(Task.FromResult(Good)), null, TimeSpan.FromMilliseconds(200), default);

        Assert.Equal("backend-overloaded", (await hurried).Failure.Code);
        Assert.Equal((UpstreamGuard.Places, false), (sent, patient.IsCompleted));
        release.SetResult(Good);
        await Task.WhenAll(under);
        Assert.Equal(200, (await patient).Status);
    }

    [Fact]
    public async Task An_attempt_is_cut_at_its_limit_and_counts_with_the_time_it_had()
    {
        var hanging = guard.CallAsync(token => Task.Delay(Timeout.InfiniteTimeSpan, clock, token).ContinueWith(_ => Good, TaskScheduler.Default).WaitAsync(token), TimeSpan.FromSeconds(1), Plenty, default);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("backend-timed-out", (await hanging).Failure.Code);
    }

    [Fact]
    public void The_first_of_two_attempts_has_half_of_the_time_unless_the_upstream_is_unknown_or_too_slow_for_two()
    {
        var pace = new UpstreamPace();
        Assert.Equal((null, (TimeSpan?)null), (pace.Usual, pace.FirstAttempt(TimeSpan.FromSeconds(2))));
        for (var i = 0; i < 100; i++)
            pace.Add(TimeSpan.FromMilliseconds(i < 97 ? 100 : 5000));
        Assert.Equal(TimeSpan.FromMilliseconds(100), pace.Usual);
        Assert.Equal(TimeSpan.FromMilliseconds(200), pace.FirstAttempt(TimeSpan.FromMilliseconds(400)));
        Assert.Null(pace.FirstAttempt(TimeSpan.FromMilliseconds(399)));
    }

    private async Task CallAsync(int times, UpstreamFault fault)
    {
        for (var i = 0; i < times; i++)
            await CallAsync(fault);
    }

    private Task<UpstreamAnswer> CallAsync(UpstreamFault fault, TimeSpan? retryAfter = null) => guard.CallAsync(
        _ => Count(Task.FromResult(new UpstreamAnswer(new("backend", fault), 0, default, retryAfter))), null, Plenty, default);

    private Task<UpstreamAnswer> Count(Task<UpstreamAnswer> answer)
    {
        Interlocked.Increment(ref sent);
        return answer;
    }
}
