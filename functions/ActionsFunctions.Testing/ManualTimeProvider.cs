namespace ActionsFunctions.Testing;

/// <summary>
/// A clock that moves only when told to, so that tests of windows, ages, deadlines and retries need no sleeping. Serves <c>Task.Delay</c>,
/// <c>CancellationTokenSource</c> and every other user of a <see cref="TimeProvider"/>. Safe for concurrent use.
/// </summary>
/// <param name="start">What the clock shows first; default 2030-01-01T00:00:00Z, far from every real date so that a stray system clock is noticed.</param>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly DateTimeOffset start = start?.ToUniversalTime() ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock gate = new();
    private readonly List<ManualTimer> armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiters = [];
    private TimeSpan elapsed;
    private long order;

    /// <summary>Ticks of 100 ns, as <see cref="TimeSpan"/> counts.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, whatever the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait for their time.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (gate)
                return armed.Count;
        }
    }

    /// <summary>The start plus everything advanced.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return start + elapsed;
    }

    /// <summary>Everything advanced, in ticks.</summary>
    public override long GetTimestamp()
    {
        lock (gate)
            return elapsed.Ticks;
    }

    /// <summary>
    /// Moves the clock forward. Timers that fall due fire on this thread, in the order of their times (then of their arming), and each
    /// sees the clock at exactly its time; timers armed meanwhile fire too if they fall due on the way.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan until;
        lock (gate)
            until = elapsed + time;
        while (TakeDue(until) is { } timer)
            timer.Fire();
    }

    /// <summary>
    /// Completes when at least <paramref name="count"/> timers are armed: await it before <see cref="Advance"/> where the code under test
    /// arms its timer on another thread.
    /// </summary>
    public Task WhenArmedAsync(int count)
    {
        lock (gate)
        {
            if (armed.Count >= count)
                return Task.CompletedTask;
            // Not inline: the waiter would run inside the lock of whoever arms the timer.
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>A timer of this clock. One that is due at once fires before this returns.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(TimeSpan until)
    {
        lock (gate)
        {
            var next = armed.Where(timer => timer.Due <= until).MinBy(timer => (timer.Due, timer.Order));
            // Never back: another thread may have advanced further meanwhile.
            var now = next?.Due ?? until;
            elapsed = now > elapsed ? now : elapsed;
            if (next is null)
                return null;
            armed.Remove(next);
            if (next.Period is { } period)
                Arm(next, period);
            return next;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan wait)
    {
        timer.Due = elapsed + wait;
        timer.Order = order++;
        armed.Add(timer);
        foreach (var (_, reached) in waiters.FindAll(waiter => waiter.Count <= armed.Count))
            reached.TrySetResult();
        waiters.RemoveAll(waiter => waiter.Count <= armed.Count);
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private bool disposed;

        public TimeSpan Due { get; set; }

        public long Order { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Check(dueTime);
            Check(period);
            lock (clock.gate)
            {
                clock.armed.Remove(this);
                if (disposed)
                    return false;
                // A period of zero means once, as with the system's timer.
                Period = period > TimeSpan.Zero ? period : null;
                if (dueTime > TimeSpan.Zero)
                    clock.Arm(this, dueTime);
                else if (dueTime == TimeSpan.Zero && Period is { } next)
                    clock.Arm(this, next);
            }

            if (dueTime == TimeSpan.Zero)
                Fire();
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void Check(TimeSpan time)
        {
            if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
                throw new ArgumentOutOfRangeException(nameof(time), time, "must not be negative");
        }
    }
}
