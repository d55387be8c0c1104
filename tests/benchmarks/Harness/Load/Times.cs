using System.Globalization;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>Percentiles of times in ms.</summary>
internal sealed class Times(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public int Count => sorted.Length;

    public double Median => At(0.5);

    public double P99 => At(0.99);

    public double Smallest => sorted[0];

    public double Largest => sorted[^1];

    public double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {Median:F3} p99 {P99:F3} max {Largest:F1}");
}
