using System.Diagnostics.CodeAnalysis;

namespace ActionsFunctions.Running;

/// <summary>A point in time by which something must be over, on the monotonic clock of a <see cref="TimeProvider"/>.</summary>
/// <param name="clock">The clock.</param>
/// <param name="start">Timestamp from which <paramref name="budget"/> counts.</param>
/// <param name="budget">Time from <paramref name="start"/> to the deadline.</param>
[SuppressMessage("Performance", "CA1815", Justification = "Asked for the time that is left, never compared.")]
public readonly struct Deadline(TimeProvider clock, long start, TimeSpan budget)
{
    private readonly TimeProvider clock = clock;
    private readonly long start = start;

    /// <summary>The whole time from start to deadline.</summary>
    public TimeSpan Budget { get; } = budget;

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>What is left; zero when it is over, never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = Budget - clock.GetElapsedTime(start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The deadline that comes first: this one, or <paramref name="limit"/> from now.</summary>
    public Deadline Within(TimeSpan? limit) =>
        limit is { } time && time < Left ? new(clock, clock.GetTimestamp(), time) : this;

    /// <summary>The whole budget once more, from now: for work that goes on after an answer.</summary>
    public Deadline Again() => new(clock, clock.GetTimestamp(), Budget);

    /// <summary>A source that is cancelled at the deadline.</summary>
    public CancellationTokenSource Alarm() => new(Left, clock);
}
