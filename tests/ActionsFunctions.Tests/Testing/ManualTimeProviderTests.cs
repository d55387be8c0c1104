using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void Stands_still_until_it_is_advanced()
    {
        var (now, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(now.AddSeconds(90), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(90), clock.GetElapsedTime(stamp));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_see_exactly_that_time()
    {
        var seen = new List<(string, double)>();
        void Note(object? name) => seen.Add(((string)name!, clock.GetElapsedTime(0).TotalSeconds));
        using var late = clock.CreateTimer(Note, "late", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var again = clock.CreateTimer(Note, "again", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(5.5));
        Assert.Equal([("again", 1), ("late", 3), ("again", 3), ("again", 5)], seen);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.Equal(0, clock.ArmedTimers);
    }

    [Fact]
    public void A_cancellation_falls_due()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void A_disposed_or_disarmed_timer_does_not_fire()
    {
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using var disarmed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        disarmed.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, fired);
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void A_timer_armed_while_advancing_fires_if_it_falls_due_on_the_way()
    {
        var second = false;
        ITimer? follower = null;
        using var first = clock.CreateTimer(
            _ => follower = clock.CreateTimer(_ => second = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(2));
        follower?.Dispose();
        Assert.True(second);
    }

    [Fact]
    public async Task A_test_can_wait_for_timers_armed_on_another_thread()
    {
        var armed = clock.WhenArmedAsync(1);
        Assert.False(armed.IsCompleted);
        var delay = Task.Run(() => Task.Delay(TimeSpan.FromSeconds(1), clock));
        await armed;
        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
    }
}
