using System.Text;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Authenticating;

/// <summary>What stands between a stranger and the signed exchange.</summary>
public sealed class StandardWebhooksTests
{
    private const string Body = """{"event":{"user":{"user_id":"auth0|1"}}}""";
    private const string OldSecret = "whsec_b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xk";

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public async Task A_missing_header_is_refused(string header)
    {
        await using var app = new TestApp();
        var request = app.Login(Body);
        request.Headers.Remove(header);
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("v1,AAAA")]
    [InlineData("v1,")]
    [InlineData("v1")]
    [InlineData(",")]
    [InlineData("v1,not base64!")]
    [InlineData("v1a,MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("v1,MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    public async Task A_signature_that_does_not_match_is_refused(string signature)
    {
        await using var app = new TestApp();
        var request = app.Login(Body);
        request.Headers["webhook-signature"] = signature;
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("v1,AAAA {0}")]
    [InlineData("v2,xyz v1,broken!! {0}")]
    [InlineData("v1,AAAA, {0}")]
    [InlineData("{0}, v1,AAAA")]
    [InlineData("  {0}  ")]
    public async Task One_match_in_a_list_is_enough_and_malformed_entries_are_skipped(string list)
    {
        await using var app = new TestApp();
        var request = app.Login(Body);
        request.Headers["webhook-signature"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, list, request.Headers["webhook-signature"]);
        Assert.Equal(200, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData(" " + Body)]
    [InlineData(Body + "\n")]
    [InlineData("""{"event": {"user":{"user_id":"auth0|1"}}}""")]
    public async Task A_body_that_was_changed_by_a_byte_is_refused(string sent)
    {
        await using var app = new TestApp();
        var request = app.Post("/post-login/auth0", sent);
        TestApp.Sign(request, Body, "msg_changed", app.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData(-300, 200)]
    [InlineData(-301, 401)]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    public async Task A_message_counts_within_300_seconds_of_its_timestamp(int seconds, int status)
    {
        await using var app = new TestApp();
        var request = app.Post("/post-login/auth0", Body);
        TestApp.Sign(request, Body, "msg_time", app.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds);
        Assert.Equal(status, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("tomorrow")]
    [InlineData("99999999999999999999")]
    [InlineData("253402300799")]
    public async Task A_timestamp_that_is_no_timestamp_is_refused(string timestamp)
    {
        await using var app = new TestApp();
        var request = app.Login(Body);
        request.Headers["webhook-timestamp"] = timestamp;
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData(0, CallerVerdict.Stale)]
    [InlineData(1, CallerVerdict.Malformed)]
    public async Task The_last_timestamp_is_the_one_whose_window_ends_with_time_itself(int later, CallerVerdict verdict)
    {
        await using var app = new TestApp();
        var request = app.Post("/", Body);
        TestApp.Sign(request, Body, "msg_last", DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 300 + later);
        var check = new StandardWebhooks("auth0", [new LiteralSecret(TestApp.Secret)], new(app.Clock), app.Clock);
        Assert.Equal(verdict, await check.VerifyAsync(request.Headers, Encoding.UTF8.GetBytes(Body), CancellationToken.None));
    }

    [Fact]
    public async Task A_reused_id_is_refused_for_as_long_as_it_would_count()
    {
        await using var app = new TestApp();
        Assert.Equal(200, (await app.SendAsync(app.Login(Body, "msg_once"))).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(401, (await app.SendAsync(app.Login(Body, "msg_once"))).Status);
    }

    [Fact]
    public async Task Of_many_concurrent_uses_of_one_id_exactly_one_wins()
    {
        await using var app = new TestApp();
        var requests = Enumerable.Range(0, 64).Select(_ => app.Login(Body, "msg_race")).ToList();
        var answers = await Task.WhenAll(requests.Select(request => Task.Run(() => app.SendAsync(request))));
        Assert.Single(answers, answer => answer.Status == 200);
    }

    [Fact]
    public async Task A_forged_message_does_not_use_up_its_id()
    {
        await using var app = new TestApp();
        var forged = app.Login(Body, "msg_target");
        forged.Headers["webhook-signature"] = "v1,AAAA";
        Assert.Equal(401, (await app.SendAsync(forged)).Status);
        Assert.Equal(200, (await app.SendAsync(app.Login(Body, "msg_target"))).Status);
    }

    [Fact]
    public async Task The_previous_secret_is_accepted_and_any_other_is_not()
    {
        await using var app = new TestApp([new("IdentityProviders:Auth0:SigningSecrets:1", OldSecret)]);
        foreach (var (secret, status) in new[] { (OldSecret, 200), ("whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCBrZXk=", 401) })
        {
            var request = app.Post("/post-login/auth0", Body);
            TestApp.Sign(request, Body, "msg_" + status, app.Clock.GetUtcNow().ToUnixTimeSeconds(), secret);
            Assert.Equal(status, (await app.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task Every_refusal_of_the_caller_looks_the_same()
    {
        await using var app = new TestApp();
        await app.SendAsync(app.Login(Body, "msg_used"));
        var stale = app.Login(Body);
        stale.Headers["webhook-timestamp"] = "1";
        var unsigned = app.Post("/post-login/auth0", Body);
        foreach (var request in new[] { unsigned, stale, app.Login(Body, "msg_used"), app.Post("/post-login/auth0", "not json") })
        {
            var response = await app.App.HandleAsync(request, CancellationToken.None);
            Assert.Equal(401, response.Status);
            Assert.Equal($$$"""{"error":{"code":"unauthorized","correlationId":"{{{request.CorrelationId}}}"}}""", Encoding.UTF8.GetString(response.Body.Span));
        }
    }

    [Fact]
    public void A_full_replay_store_refuses_new_messages_until_old_ones_end()
    {
        var clock = new ManualTimeProvider();
        var store = new ReplayStore(clock, capacity: 2);
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(10);
        Assert.True(store.TryUse("p", "1", until));
        Assert.True(store.TryUse("q", "1", until));
        Assert.False(store.TryUse("p", "2", until));
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(store.TryUse("p", "2", clock.GetUtcNow() + TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void An_id_is_used_once_even_while_its_window_ends()
    {
        var store = new ReplayStore(new RunningClock());
        var until = RunningClock.Start + TimeSpan.FromSeconds(10);
        Assert.Equal(1, Enumerable.Range(0, 20).Count(_ => store.TryUse("p", "1", until)));
    }

    [Theory]
    [InlineData("swordfish")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64")]
    public void A_malformed_signing_secret_stops_the_start_and_is_not_printed(string secret)
    {
        var fault = Assert.Throws<ActionsFunctions.Settings.InvalidSettingsException>(() => new TestApp([new("IdentityProviders:Auth0:SigningSecrets:0", secret)]));
        Assert.Equal("IdentityProviders:Auth0:SigningSecrets:0", Assert.Single(fault.Faults).Key);
        Assert.DoesNotContain(secret, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A second passes at every look.</summary>
    private sealed class RunningClock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private int looks;

        public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromSeconds(looks++);
    }
}
