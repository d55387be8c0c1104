using System.Net;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Secrets;
using ActionsFunctions.Upstreams;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Moq;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Bounds at their edges: hedges, limits, tokens, addresses, and what a log says of them.</summary>
public sealed class UpstreamBoundsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly ManualTimeProvider clock = new();

    [Theory]
    [InlineData(0, 1_000, 0)]
    [InlineData(1, 99, 0)]
    [InlineData(1, 100, 1)]
    [InlineData(3, 67, 2)]
    [InlineData(10, 10, 1)]
    [InlineData(10, 19, 1)]
    [InlineData(10, 20, 2)]
    [InlineData(10, 100, 10)]
    [InlineData(10, 1_000, 10)]
    public void Calls_earn_hedges_by_their_share_and_no_more_than_ten_are_saved(int percent, int calls, int hedges)
    {
        var allowance = new HedgeAllowance(percent);
        for (var i = 0; i < calls; i++)
            allowance.Earn();
        var taken = 0;
        while (taken < 100 && allowance.TryTake())
            taken++;
        Assert.Equal((hedges, percent > 0), (taken, allowance.IsOn));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "RateLimit-Remaining: 60")]
    [InlineData(null, "RateLimit-Limit: 100")]
    [InlineData(null, "RateLimit-Limit: -100|RateLimit-Remaining: 60")]
    [InlineData(0.4, "RateLimit-Limit: 100|RateLimit-Remaining: 60")]
    [InlineData(0.4, "RateLimit-Limit: 100, 100;w=60|RateLimit-Remaining: 60;x=1")]
    [InlineData(0.9, "x-ms-throttle-limit-percentage: 0.9|RateLimit-Limit: 100|RateLimit-Remaining: 60")]
    public void The_part_that_is_used_is_stated_or_is_what_does_not_remain(double? used, string headers) => Assert.Equal(used, Report(headers).Used);

    [Theory]
    [InlineData("x-ms-resource-unit: 9999", 9_999)]
    [InlineData("x-ms-resource-unit: 10000", 0)]
    [InlineData("x-ms-resource-unit: 1.9", 1)]
    public void What_a_call_costs_is_believed_up_to_a_bound(string headers, int units) => Assert.Equal(units, Report(headers).ResourceUnits);

    [Theory]
    [InlineData("RateLimit-Reset: 0", 0.0)]
    [InlineData("RateLimit-Reset: 86399", 86_399.0)]
    [InlineData("RateLimit-Reset: 86400", null)]
    [InlineData("RateLimit-Reset: -1", null)]
    public void When_a_limit_is_as_new_is_believed_up_to_a_day(string headers, double? seconds) => Assert.Equal(seconds, Report(headers).Resets?.TotalSeconds);

    [Theory]
    [InlineData(false, null, 10)]
    [InlineData(false, 2, 2)]
    [InlineData(false, 299, 299)]
    [InlineData(false, 301, 300)]
    [InlineData(true, 9, 10)]
    [InlineData(true, 11, 11)]
    [InlineData(true, 301, 300)]
    public void An_upstream_is_spared_for_the_time_it_names_within_bounds(bool throttled, int? seconds, int spared)
    {
        var limit = new UpstreamLimit(clock);
        TimeSpan? named = seconds is { } time ? TimeSpan.FromSeconds(time) : null;
        Assert.True(limit.Heard(throttled
            ? new(new("graph", UpstreamFault.Throttled), 429, default, named)
            : new(new("graph", UpstreamFault.None), 200, default, TimeSpan.FromSeconds(77)) { Limit = new(0.8, 0, named) }));
        clock.Advance(TimeSpan.FromSeconds(spared) - Tick);
        Assert.True(limit.IsNear);
        clock.Advance(Tick);
        Assert.False(limit.IsNear);
        Assert.True(limit.Heard(new(default, 200, default, null) { Limit = new(1, 0, null) }));
    }

    [Theory]
    [InlineData("9.999", 5)]
    [InlineData("10", 3)]
    [InlineData("19.999", 3)]
    [InlineData("20", 0)]
    public void Units_count_in_the_ten_seconds_under_way_and_the_whole_ones_before(string seconds, int units)
    {
        var limit = new UpstreamLimit(clock);
        limit.Heard(new(default, 200, default, null) { Limit = new(null, 3, null) });
        clock.Advance(TimeSpan.Parse($"00:00:{seconds}", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(units == 0 ? 0 : 3, limit.ResourceUnits);
        limit.Heard(new(default, 200, default, null) { Limit = new(null, 2, null) });
        Assert.Equal(units == 0 ? 2 : units, limit.ResourceUnits);
    }

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.255.255.255", false)]
    [InlineData("1.0.0.0", true)]
    [InlineData("169.253.255.255", true)]
    [InlineData("169.254.0.0", false)]
    [InlineData("169.254.255.255", false)]
    [InlineData("169.255.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("224.0.0.0", false)]
    [InlineData("168.63.129.15", true)]
    [InlineData("168.63.129.16", false)]
    [InlineData("::ffff:168.63.129.16", false)]
    [InlineData("64:ff9b::168.63.129.16", false)]
    [InlineData("64:ff9b::127.0.0.1", false)]
    [InlineData("64:ff9b::20.190.128.1", true)]
    [InlineData("64:ff9a::169.254.169.254", true)]
    [InlineData("100.100.100.200", false)]
    [InlineData("100.100.100.201", true)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fd00:ec2::255", true)]
    [InlineData("fec0::1", false)]
    [InlineData("febf::1", false)]
    [InlineData("ff00::", false)]
    public void Each_range_that_is_refused_begins_and_ends_where_it_is_documented(string address, bool allowed) =>
        Assert.Equal(allowed, ReachableAddress.Allows("crm.contoso.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("LOCALHOST", "127.0.0.1", true)]
    [InlineData("localhost", "::1", true)]
    [InlineData("127.0.0.2", "127.0.0.1", true)]
    [InlineData("localhost.contoso.example", "127.0.0.1", false)]
    [InlineData("10.0.0.1", "127.0.0.1", false)]
    [InlineData("localhost", "169.254.169.254", false)]
    [InlineData("localhost", "10.0.0.1", true)]
    public void Loopback_is_for_names_that_say_so(string host, string address, bool allowed) => Assert.Equal(allowed, ReachableAddress.Allows(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(-5, 0)]
    [InlineData(86_401, 86_400)]
    [InlineData(315_360_000, 86_400)]
    public async Task A_token_of_the_managed_identity_lives_until_it_expires(int seconds, int lives)
    {
        var credential = new Mock<TokenCredential>(MockBehavior.Strict);
        credential.Setup(it => it.GetTokenAsync(It.Is<TokenRequestContext>(context => context.Scopes.Single() == "scope"), default)).ReturnsAsync(new AccessToken("m1", clock.GetUtcNow().AddSeconds(seconds)));
        var issuer = new ManagedIdentityIssuer(credential.Object, "scope", clock);
        Assert.Equal(new(new("m1", TimeSpan.FromSeconds(lives)), null), await issuer.IssueAsync(default));
        Assert.Equal("managed-identity", issuer.Source);
    }

    [Fact]
    public async Task A_managed_identity_that_fails_says_whether_it_was_there()
    {
        var credential = new Mock<TokenCredential>();
        credential.SetupSequence(it => it.GetTokenAsync(It.IsAny<TokenRequestContext>(), default))
            .ThrowsAsync(new CredentialUnavailableException("personal")).ThrowsAsync(new AuthenticationFailedException("personal"));
        var issuer = new ManagedIdentityIssuer(credential.Object, "scope", clock);
        Assert.Equal(
            ["0 managed-identity-unreachable", "0 managed-identity-refused"], [$"{(await issuer.IssueAsync(default)).Refusal}", $"{(await issuer.IssueAsync(default)).Refusal}"]);
    }

    [Fact]
    public async Task Every_answer_is_told_with_the_kind_of_upstream_its_status_and_its_time()
    {
        var log = new RecordedLog();
        await using var stub = await UpstreamStub.StartAsync(request =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(12));
            return request.IsToken ? new(503) : new(200, "{}", ("RateLimit-Limit", "100"), ("RateLimit-Remaining", "15"), ("x-ms-resource-unit", "3"));
        });
        using var clients = stub.Clients(new() { Clock = clock, Log = new LoggerFactoryOf(log) });
        var backend = clients.Backend(new(stub.Url), credentials: null);
        var request = new UpstreamRequest(HttpMethod.Get, new($"{stub.Url}/users/ada"));
        await backend.SendAsync(request, new(() => TimeSpan.Zero), default);
        await clients.Graph.SendAsync(request, new(() => TimeSpan.Zero), default);
        Assert.True(backend.IsNearLimit);
        Assert.Equal(
            [
                (LogLevel.Debug, "Call to backend ended with status 200, fault None, after 12 ms"),
                (LogLevel.Warning, "backend says that 0.85 of its limit is used: from 1 on it refuses calls. Ours cost 3 resource units in 10 s. Until it says less, nothing is asked that can be left out"),
                (LogLevel.Debug, "Call to token-endpoint ended with status 503, fault Unavailable, after 12 ms"),
                (LogLevel.Debug, "Call to token-endpoint ended with status 503, fault Unavailable, after 12 ms"),
                (LogLevel.Warning, "No access token from token-endpoint: Unavailable"),
            ],
            log.Lines);
    }

    [Fact]
    public async Task A_name_that_leads_where_nothing_may_connect_is_told()
    {
        var log = new RecordedLog();
        using var clients = NoUpstreams.Create(new() { Clock = clock, Log = new LoggerFactoryOf(log), Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254") }) });
        var address = new Uri("https://crm.contoso.example/p");
        await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => TimeSpan.Zero), default);
        Assert.Equal(
            [
                (LogLevel.Warning, "backend was not connected to: its certificate is not trusted, or its name leads to an address that nothing here may connect to"),
                (LogLevel.Debug, "Call to backend ended with status 0, fault Unreachable, after 0 ms"),
            ],
            log.Lines);
    }

    private static LimitReport Report(string headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split(": ")))
            response.Headers.TryAddWithoutValidation(header[0], header[1]);
        return LimitReport.Of(response);
    }

    private sealed class LoggerFactoryOf(ILogger log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
