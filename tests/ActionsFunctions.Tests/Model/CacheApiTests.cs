using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Model;

/// <summary>Auth0's limits and error codes of <c>api.cache</c>, each at its edge.</summary>
public sealed class CacheApiTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly CacheApi cache;

    public CacheApiTests()
    {
        var scope = ApiScope.Alone(new(System.Text.Json.JsonElement.Parse("{}")), clock);
        cache = new PostLoginApi(new(), new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(1)), scope).Cache;
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    [Fact]
    public void A_value_set_is_read_at_once_and_lives_15_minutes()
    {
        var result = cache.Set("key", "value");
        Assert.Equal(new CacheRecord("value", Now.AddMinutes(15)), result.Record);
        Assert.Equal(result.Record, cache.Get("key"));
        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(cache.Get("key"));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(cache.Get("key"));
    }

    [Theory]
    [InlineData(60, null, 60)]
    [InlineData(null, 90, 90)]
    [InlineData(60, 90, 60)]
    [InlineData(90, 60, 60)]
    [InlineData(86_400, null, 86_400)]
    [InlineData(200_000, 60, 60)]
    public void Of_a_time_to_live_and_an_expiry_the_earlier_counts(int? timeToLive, int? expiry, int expected)
    {
        var result = cache.Set("key", "value", Seconds(timeToLive), Now + Seconds(expiry));
        Assert.Equal(Now.AddSeconds(expected), result.Record?.ExpiresAt);
    }

    [Theory]
    [InlineData(0, null, CacheError.ItemAlreadyExpired)]
    [InlineData(null, 0, CacheError.ItemAlreadyExpired)]
    [InlineData(null, -5, CacheError.ItemAlreadyExpired)]
    [InlineData(60, -5, CacheError.ItemAlreadyExpired)]
    [InlineData(-1, null, CacheError.InvalidExpiry)]
    [InlineData(86_401, null, CacheError.InvalidExpiry)]
    [InlineData(null, 86_401, CacheError.InvalidExpiry)]
    public void An_expiry_that_is_past_or_beyond_24_hours_is_refused(int? timeToLive, int? expiry, CacheError error)
    {
        Assert.Equal(new CacheResult(error, null), cache.Set("key", "value", Seconds(timeToLive), Now + Seconds(expiry)));
        Assert.Null(cache.Get("key"));
    }

    [Theory]
    [InlineData(64, 1, null)]
    [InlineData(65, 1, CacheError.CacheKeySizeExceeded)]
    [InlineData(1, 4096, null)]
    [InlineData(1, 4097, CacheError.CacheValueSizeExceeded)]
    public void Keys_hold_64_bytes_and_values_4_kB(int key, int value, CacheError? error) =>
        Assert.Equal(error, cache.Set(new('k', key), new('v', value)).Error);

    [Fact]
    public void Sizes_are_counted_in_bytes_of_UTF_8() =>
        Assert.Equal(CacheError.CacheKeySizeExceeded, cache.Set(new('ä', 33), "value").Error);

    [Fact]
    public void Keys_and_values_together_hold_8_kB()
    {
        Assert.True(cache.Set("a", new('v', 4095)).Succeeded);
        Assert.True(cache.Set("b", new('v', 4095)).Succeeded);
        Assert.Equal(CacheError.CacheSizeExceeded, cache.Set("c", "").Error);
        Assert.True(cache.Set("b", "short").Succeeded);
        Assert.True(cache.Set("c", "fits now").Succeeded);
    }

    [Fact]
    public void There_are_20_entries_and_expired_ones_do_not_count()
    {
        for (var i = 0; i < 20; i++)
            Assert.True(cache.Set($"{i}", "value", TimeSpan.FromMinutes(i + 1)).Succeeded);
        Assert.Equal(CacheError.MaxSideEffectsExceeded, cache.Set("20", "value").Error);
        Assert.True(cache.Set("0", "instead").Succeeded);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(cache.Set("20", "value").Succeeded);
    }

    [Fact]
    public void A_deletion_says_whether_there_was_something()
    {
        cache.Set("key", "value");
        Assert.True(cache.Delete("key").Succeeded);
        Assert.Null(cache.Get("key"));
        Assert.Equal(CacheError.CacheKeyDoesNotExist, cache.Delete("key").Error);
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;
}
