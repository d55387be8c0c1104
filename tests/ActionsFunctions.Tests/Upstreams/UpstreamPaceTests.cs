using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>The pace of an upstream is the 95th percentile of its last 64 answers, whatever came before and however often a time occurs.</summary>
public sealed class UpstreamPaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_what_sorting_the_last_64_gives(int seed)
    {
        var random = new Random(seed);
        var pace = new UpstreamPace();
        var all = new List<long>();
        for (var i = 0; i < 1_000; i++)
        {
            all.Add(random.Next(seed == 3 ? 3 : 1_000));
            pace.Add(TimeSpan.FromTicks(all[^1]));
            var last = all.TakeLast(64).Order().ToList();
            var expected = last.Count < 8 ? (long?)null : last[(last.Count * 95 / 100) - (last.Count < 20 ? 1 : 0)];
            Assert.True(expected == pace.Usual?.Ticks, $"seed {seed}, answer {i}: {pace.Usual?.Ticks}, not {expected}");
        }
    }
}
