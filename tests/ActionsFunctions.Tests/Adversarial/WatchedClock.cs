using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A clock that moves only when told to, and tells when a timer of one length is armed: for what happens deep inside a host, where nobody can look.</summary>
/// <param name="length">The length that no other timer has.</param>
internal sealed class WatchedClock(TimeSpan length) : TimeProvider
{
    private readonly ManualTimeProvider clock = new();
    private readonly TaskCompletionSource armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is armed.</summary>
    public Task Armed => armed.Task;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public void Advance(TimeSpan time) => clock.Advance(time);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == length)
            armed.TrySetResult();
        return timer;
    }
}
