using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>What is known of an upstream's limits, by what it says.</summary>
public sealed class UpstreamLimitTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly UpstreamLimit limit;

    public UpstreamLimitTests() => limit = new(clock);

    [Theory]
    [InlineData(null, false)]
    [InlineData(0.79, false)]
    [InlineData(0.8, true)]
    [InlineData(1.8, true)]
    public void A_limit_is_near_from_four_fifths_on_for_ten_seconds(double? used, bool near)
    {
        Assert.Equal(near, limit.Heard(Answer(used)));
        Assert.Equal(near, limit.IsNear);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(limit.IsNear);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(2, 10)]
    [InlineData(60, 60)]
    [InlineData(86_000, 300)]
    public void Who_is_throttled_spares_the_upstream_as_long_as_it_asks_for_within_bounds(int? retryAfter, int seconds)
    {
        limit.Heard(new(new("graph", UpstreamFault.Throttled), 429, default, retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null));
        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.True(limit.IsNear);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(limit.IsNear);
    }

    [Fact]
    public void It_is_told_once_and_not_by_every_answer()
    {
        Assert.Equal([true, false, false], new[] { limit.Heard(Answer(0.9)), limit.Heard(Answer(1.1)), limit.Heard(Answer(null)) });
    }

    [Fact]
    public void Resource_units_are_those_of_the_last_ten_seconds()
    {
        for (var i = 0; i < 5; i++)
            limit.Heard(Answer(null, units: 2));
        Assert.Equal(10, limit.ResourceUnits);
        clock.Advance(TimeSpan.FromSeconds(10));
        limit.Heard(Answer(null, units: 1));
        Assert.Equal(10, limit.ResourceUnits);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, limit.ResourceUnits);
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(0, limit.ResourceUnits);
    }

    [Theory]
    [InlineData(0.9, 2, null, "x-ms-throttle-limit-percentage: 0.9", "x-ms-resource-unit: 2")]
    [InlineData(0.95, 0, 7.0, "RateLimit-Limit: 1200;w=60", "RateLimit-Remaining: 60", "RateLimit-Reset: 7")]
    [InlineData(null, 0, null, "RateLimit-Limit: 0", "RateLimit-Remaining: 0", "x-ms-resource-unit: much", "RateLimit-Reset: 99999999999")]
    [InlineData(null, 0, null)]
    public void What_an_answer_says_of_its_limits_is_read_from_its_headers(double? used, int units, double? resets, params string[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Select(header => header.Split(": ")))
            response.Headers.TryAddWithoutValidation(header[0], header[1]);

        var report = LimitReport.Of(response);

        Assert.Equal((used, units, resets), (report.Used, report.ResourceUnits, report.Resets?.TotalSeconds));
    }

    private static UpstreamAnswer Answer(double? used, int units = 0) => new(default, 200, default, null) { Limit = new(used, units, null) };
}
