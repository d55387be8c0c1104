namespace ActionsFunctions.Pressure;

/// <summary>The system's clock, which can be put forward; timers take their real time.</summary>
internal sealed class LaterClock : TimeProvider
{
    private long ahead;

    public void Later(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref ahead)).TotalSeconds * System.TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
}
