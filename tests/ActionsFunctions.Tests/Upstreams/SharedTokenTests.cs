using System.Threading.Channels;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Secrets;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Upstreams;

public sealed class SharedTokenTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualTimeProvider clock = new();
    private readonly ScriptedIssuer issuer = new();
    private readonly RecordedLog log = new();

    [Fact]
    public async Task However_many_wait_one_request_is_in_flight()
    {
        using var token = Token();
        var waiting = Enumerable.Range(0, 50).Select(_ => token.GetAsync(default).AsTask()).ToList();

        (await issuer.NextAsync()).SetResult(Issued("t1"));

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("t1", answer.Token?.Value));
        Assert.Equal(1, issuer.Asked);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_request_from_the_others()
    {
        using var token = Token();
        using var impatience = new CancellationTokenSource();
        var impatient = token.GetAsync(impatience.Token).AsTask();
        var patient = token.GetAsync(default).AsTask();
        var request = await issuer.NextAsync();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        request.SetResult(Issued("t1"));

        Assert.Equal("t1", (await patient).Token?.Value);
        Assert.False(issuer.LastToken.IsCancellationRequested);
    }

    [Fact]
    public async Task It_is_renewed_ahead_of_expiry_while_logins_go_on_with_the_old_one()
    {
        using var token = Token();
        await GetAsync(token, "t1");

        clock.Advance(Hour * 0.75);
        var renewal = await issuer.NextAsync();
        Assert.Equal("t1", (await token.GetAsync(default)).Token?.Value);
        await FinishAsync(token, renewal, Issued("t2"));

        Assert.Equal("t2", (await token.GetAsync(default)).Token?.Value);
        Assert.Equal(2, issuer.Asked);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_while_the_old_one_holds()
    {
        using var token = Token();
        await GetAsync(token, "t1");

        clock.Advance(Hour * 0.75);
        await FinishAsync(token, await issuer.NextAsync(), Refused);
        Assert.Equal("t1", (await token.GetAsync(default)).Token?.Value);
        clock.Advance(TimeSpan.FromSeconds(30));
        await FinishAsync(token, await issuer.NextAsync(), Issued("t2"));

        Assert.Equal("t2", (await token.GetAsync(default)).Token?.Value);
    }

    [Fact]
    public async Task A_refusal_is_told_to_all_who_wait_and_the_next_asks_again()
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetResult(Refused);

        Assert.Equal("scripted-refused", (await waiting).Refusal?.Failure.Code);
        await GetAsync(token, "t1");
    }

    [Fact]
    public async Task An_exception_that_nobody_foresaw_is_one_refusal_and_the_next_asks_again()
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetException(new InvalidOperationException("personal detail"));

        Assert.Equal("scripted-unavailable", (await waiting).Refusal?.Failure.Code);
        await GetAsync(token, "t1");
    }

    [Fact]
    public async Task A_token_refused_upstream_is_dropped_but_not_a_newer_one()
    {
        using var token = Token();
        var old = await GetAsync(token, "t1");
        token.Invalidate(old);
        var fresh = await GetAsync(token, "t2");
        token.Invalidate(old);

        Assert.Same(fresh, (await token.GetAsync(default)).Token);
        Assert.Equal(2, issuer.Asked);
    }

    [Fact]
    public async Task A_request_that_hangs_is_given_up_for_another_one_after_two_seconds()
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        await issuer.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await issuer.NextAsync()).SetResult(Issued("t1"));

        Assert.Equal("t1", (await waiting).Token?.Value);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_is_given_up_after_ten_seconds()
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        await issuer.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        await issuer.NextAsync();
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal("scripted-timed-out", (await waiting).Refusal?.Failure.Code);
    }

    [Fact]
    public async Task An_outage_of_the_endpoint_is_survived_for_as_long_as_the_old_token_lives()
    {
        using var token = Token();
        await GetAsync(token, "t1");
        issuer.Fails = true;

        clock.Advance(Hour - TimeSpan.FromSeconds(31));
        Assert.Equal("t1", (await token.GetAsync(default)).Token?.Value);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("scripted-refused", (await token.GetAsync(default)).Refusal?.Failure.Code);
    }

    [Fact]
    public async Task An_upstream_that_refuses_every_token_has_one_fetched_in_five_seconds()
    {
        using var token = Token();
        var first = await GetAsync(token, "t1");
        Assert.True(token.Invalidate(first));
        var second = await GetAsync(token, "t2");
        Assert.True(token.Invalidate(first));
        Assert.False(token.Invalidate(second));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(token.Invalidate(second));
    }

    [Theory]
    [InlineData(UpstreamFault.TimedOut, 0, null, 2)]
    [InlineData(UpstreamFault.Unreachable, 0, null, 2)]
    [InlineData(UpstreamFault.Malformed, 200, null, 2)]
    [InlineData(UpstreamFault.Unavailable, 503, null, 2)]
    [InlineData(UpstreamFault.Unavailable, 503, 1, 1)]
    [InlineData(UpstreamFault.Unavailable, 0, null, 1)]
    [InlineData(UpstreamFault.Throttled, 429, null, 1)]
    [InlineData(UpstreamFault.Refused, 401, null, 1)]
    [InlineData(UpstreamFault.NotFound, 404, null, 1)]
    [InlineData(UpstreamFault.TooLarge, 200, null, 1)]
    [InlineData(UpstreamFault.SecretUnavailable, 0, null, 1)]
    public async Task What_may_pass_is_asked_for_once_more_at_once(UpstreamFault fault, int status, int? retryAfter, int asked)
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        for (var request = 1; request <= asked; request++)
            (await issuer.NextAsync()).SetResult(new(null, new(new("scripted", fault), status, default, retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null)));

        Assert.Equal((fault, asked), ((await waiting).Refusal?.Failure.Fault, issuer.Asked));
        Assert.Equal([(LogLevel.Warning, $"No access token from scripted: {fault}")], log.Lines);
    }

    [Fact]
    public async Task An_exception_is_told_by_its_type_alone()
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetException(new InvalidOperationException("personal detail"));

        Assert.Equal(("0 scripted-unavailable", "scripted"), ($"{(await waiting).Refusal}", token.Source));
        Assert.Equal(
            [(LogLevel.Error, "The request for an access token from scripted failed with InvalidOperationException"), (LogLevel.Warning, "No access token from scripted: Unavailable")], log.Lines);
    }

    [Theory]
    [InlineData(3600, 3570)]
    [InlineData(300, 270)]
    [InlineData(200, 180)]
    [InlineData(1, 0.9)]
    public async Task A_token_is_used_until_half_a_minute_or_a_tenth_of_its_life_before_its_end(double lifetime, double used)
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetResult(new(new("t1", TimeSpan.FromSeconds(lifetime)), null));
        await waiting;
        issuer.Fails = true;
        clock.Advance(TimeSpan.FromSeconds(used) - TimeSpan.FromTicks(1));
        Assert.Equal("t1", (await token.GetAsync(default)).Token?.Value);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await token.GetAsync(default)).Token);
    }

    [Theory]
    [InlineData(1.3, 0)]
    [InlineData(1.4, 1)]
    public async Task A_token_that_would_be_renewed_within_a_second_is_not_renewed_ahead(double lifetime, int armed)
    {
        using var token = Token();
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetResult(new(new("t1", TimeSpan.FromSeconds(lifetime)), null));
        await waiting;
        Assert.Equal(armed, clock.ArmedTimers);
    }

    [Fact]
    public async Task A_renewal_comes_at_three_quarters_of_the_life_not_before_and_not_after_the_end_of_the_app()
    {
        var token = Token();
        await GetAsync(token, "t1");
        clock.Advance((Hour * 0.75) - TimeSpan.FromTicks(1));
        Assert.Equal((null, 1), (token.InFlight, issuer.Asked));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(token.InFlight);
        await FinishAsync(token, await issuer.NextAsync(), Issued("t2"));
        Assert.Equal(1, clock.ArmedTimers);
        token.Dispose();
        clock.Advance(Hour);
        Assert.Equal((0, null, 2), (clock.ArmedTimers, token.InFlight, issuer.Asked));
    }

    private static TokenAnswer Refused => new(null, UpstreamAnswer.Failed("scripted", UpstreamFault.Refused));

    private static TokenAnswer Issued(string value) => new(new(value, Hour), null);

    private SharedToken Token() => new(issuer, clock, log);

    private async Task<BearerToken> GetAsync(SharedToken token, string value)
    {
        var waiting = token.GetAsync(default).AsTask();
        (await issuer.NextAsync()).SetResult(Issued(value));
        return (await waiting).Token!;
    }

    // A renewal has no waiter of its own.
    private static async Task FinishAsync(SharedToken token, TaskCompletionSource<TokenAnswer> request, TokenAnswer answer)
    {
        var renewal = token.InFlight;
        Assert.NotNull(renewal);
        request.SetResult(answer);
        await renewal;
    }

    private sealed class ScriptedIssuer : ITokenIssuer
    {
        private readonly Channel<TaskCompletionSource<TokenAnswer>> requests =
            Channel.CreateUnbounded<TaskCompletionSource<TokenAnswer>>();

        private int asked;

        public string Source => "scripted";

        public int Asked => asked;

        public bool Fails { get; set; }

        public CancellationToken LastToken { get; private set; }

        public Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked);
            if (Fails)
                return Task.FromResult(Refused);
            LastToken = cancellationToken;
            var request = new TaskCompletionSource<TokenAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            requests.Writer.TryWrite(request);
            return request.Task.WaitAsync(cancellationToken);
        }

        public Task<TaskCompletionSource<TokenAnswer>> NextAsync() => requests.Reader.ReadAsync().AsTask();
    }
}
