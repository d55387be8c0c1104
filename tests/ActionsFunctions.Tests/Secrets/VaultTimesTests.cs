using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>The periods of asking; waits are spread by chance, between bounds that hold always.</summary>
public sealed class VaultTimesTests
{
    private const int Draws = 2_000;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(8, 60)]
    [InlineData(1_000_000, 60)]
    public void A_retry_waits_twice_as_long_each_time_up_to_a_minute_of_which_up_to_half_is_left_out(int failures, double seconds) =>
        AssertSpread(seconds / 2, seconds, () => VaultTimes.UntilRetry(failures));

    [Fact]
    public void A_refresh_waits_four_minutes_and_up_to_half_of_the_fifth() => AssertSpread(240, 270, VaultTimes.UntilRefresh);

    [Fact]
    public void The_periods_are_as_documented() => Assert.Equal(
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(4), TimeSpan.FromHours(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)],
        [VaultTimes.FreshFor, VaultTimes.RefreshAfter, VaultTimes.PreviousFor, VaultTimes.Attempt, VaultTimes.RefreshWait, VaultTimes.RefreshSpacing]);

    private static void AssertSpread(double least, double most, Func<TimeSpan> draw)
    {
        var drawn = Enumerable.Range(0, Draws).Select(_ => draw().TotalSeconds).ToList();
        var tenth = (most - least) / 10;
        Assert.InRange(drawn.Min(), least, least + tenth);
        Assert.InRange(drawn.Max(), most - tenth, most);
    }
}
