namespace ActionsFunctions.Benchmarks.Report;

/// <summary>How long and how often things are measured.</summary>
/// <param name="Repeats">Interleaved repeats.</param>
/// <param name="Window">The length of one measurement.</param>
/// <param name="Logins">Logins of the memory run.</param>
/// <param name="Starts">New processes.</param>
internal sealed record Effort(int Repeats, TimeSpan Window, int Logins, int Starts)
{
    public static Effort Full { get; } = new(5, TimeSpan.FromSeconds(4), 100_000, 15);

    public static Effort Quick { get; } = new(3, TimeSpan.FromSeconds(1), 20_000, 5);

    /// <summary>Only that everything still works.</summary>
    public static Effort Smoke { get; } = new(1, TimeSpan.FromMilliseconds(200), 500, 1);
}
