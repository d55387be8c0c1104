using System.Globalization;

namespace ActionsFunctions.Testing;

/// <summary>Draws from a seed, with SplitMix64 (Steele, Lea, Flood 2014): the same on every machine and every version of .NET, which System.Random does not promise.</summary>
internal sealed class Draw(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>A number from 0 below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[Below(16)]));

    public string Number(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + Below(10))));

    /// <summary>A moment within so many days before another, as Auth0 writes it.</summary>
    public string Moment(DateTimeOffset before, int days) =>
        before.AddMilliseconds(-Below(days * 86_400) * 1000L - Below(1000)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
