using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>How one answer follows another, and the periods of asking.</summary>
public sealed class KnownSecretTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_first_value_has_no_previous_one() =>
        Assert.Equal(new(new("one"), "v1", null, Now), KnownSecret.After(null, Answer("one", "v1"), Now));

    [Fact]
    public void The_same_value_stays_the_same_under_its_newest_version()
    {
        var known = new KnownSecret(new("two", "one"), "v2", "v1", Now);
        Assert.Same(known, KnownSecret.After(known, Answer("two", "v2"), Now.AddDays(1)));
        var renamed = KnownSecret.After(known, Answer("two", "v3"), Now.AddDays(1));
        Assert.Equal(known with { Version = "v3" }, renamed);
        Assert.Same(known.Versions, renamed.Versions);
    }

    [Fact]
    public void A_new_value_pushes_the_former_one_back_for_an_hour()
    {
        var known = new KnownSecret(new("two", "one"), "v2", "v1", Now);
        Assert.Equal(new(new("Two", "two"), "v3", "v2", Now.AddHours(1)), KnownSecret.After(known, Answer("Two", "v3"), Now));
    }

    [Fact]
    public void A_previous_version_found_in_the_vault_counts_where_its_value_is_another()
    {
        var known = new KnownSecret(new("two"), "v2", null, Now);
        Assert.Same(known, known.WithPrevious(Answer("two", "v1"), Now.AddHours(1)));
        Assert.Equal(new(new("two", "one"), "v2", "v1", Now.AddHours(1)), known.WithPrevious(Answer("one", "v1"), Now.AddHours(1)));
        Assert.Equal(known, known.WithPrevious(Answer("one", "v1"), Now).WithoutPrevious());
    }

    [Fact]
    public void Nothing_that_holds_a_value_prints_more_than_it_may()
    {
        var known = new KnownSecret(new("one"), "v1", null, Now);
        Assert.Equal("*** *** Forbidden", $"{known} {known.Versions} {new VaultAnswer(VaultFault.Forbidden, "one")}");
        Assert.Equal("A secret is not available yet.", new SecretUnavailableException().Message);
    }

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
    public void The_wait_after_failures_doubles_to_a_minute_and_is_spread_over_its_second_half(int failures, int seconds) =>
        AssertSpread(seconds / 2.0, seconds, () => VaultTimes.UntilRetry(failures));

    [Fact]
    public void The_wait_after_a_good_read_is_spread_over_half_a_minute_from_four_minutes_on() => AssertSpread(240, 270, VaultTimes.UntilRefresh);

    [Fact]
    public void The_periods_are_as_documented() => Assert.Equal(
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(4), TimeSpan.FromHours(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)],
        [VaultTimes.FreshFor, VaultTimes.RefreshAfter, VaultTimes.PreviousFor, VaultTimes.Attempt, VaultTimes.RefreshWait, VaultTimes.RefreshSpacing]);

    // Of 400 draws none is in the outer tenths once in 10^18 runs.
    private static void AssertSpread(double from, double to, Func<TimeSpan> draw)
    {
        var drawn = Enumerable.Range(0, 400).Select(_ => draw().TotalSeconds).ToList();
        var tenth = (to - from) / 10;
        Assert.InRange(drawn.Min(), from, from + tenth);
        Assert.InRange(drawn.Max(), to - tenth, to);
    }

    private static VaultAnswer Answer(string value, string version) => new(VaultFault.None, value, version);
}
