using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>What somebody who observes in the same process is told of a login.</summary>
public sealed class LoginReportTests
{
    [Fact]
    public async Task An_observer_sees_the_plan_and_per_action_its_result_and_when_it_began()
    {
        TestApp? app = null;
        var waits = Type("waits", (_, _) => app!.Clock.Advance(TimeSpan.FromMilliseconds(40)));
        await using (app = new TestApp([new("PostLogin:Actions:0:Name", "waits"), new("PostLogin:Actions:1:Name", "says"), new("PostLogin:Actions:1:After:0", "waits")], waits, Says("says", "gold")))
        {
            await app.SendAsync(app.Login());
            var report = Assert.Single(app.Reports);
            Assert.Equal(["waits", "says"], report.Plan.Actions.Select(action => action.Name));
            Assert.Equal([(ActionOutcome.Succeeded, 0d, 40d, 0), (ActionOutcome.Succeeded, 40d, 0d, 1)],
                report.Results.Select(result => (result.Outcome, result.StartedAfter.TotalMilliseconds, result.Duration.TotalMilliseconds, result.Commands.Count)));
            Assert.Equal((5000d, 4960d), (report.Budget.TotalMilliseconds, report.TimeLeft.TotalMilliseconds));
        }
    }

    [Fact]
    public async Task An_observer_sees_the_request_with_its_raw_body_and_the_answer()
    {
        const string body = """{"event":{ "user":{"user_id":"auth0|1"} }}""";
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "says")], Says("says", "gold"));
        var (status, answer) = await app.SendAsync(app.Login(body));
        var report = Assert.Single(app.Reports);
        Assert.Equal((body, "/post-login/auth0", status, answer), (Encoding.UTF8.GetString(report.Body.Span), report.Request.Path, report.Status, Encoding.UTF8.GetString(report.Response.Body.Span)));
    }

    [Fact]
    public async Task The_trail_of_a_claim_names_who_lost_who_won_and_what_was_dropped()
    {
        var reserved = Type("reserved", (_, api) => api.IdToken.SetCustomClaim("sub", "x"));
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "one"), new("PostLogin:Actions:1:Name", "two"), new("PostLogin:Actions:2:Name", "reserved")],
            Says("one", "gold"), Says("two", "silver"), reserved);
        await app.SendAsync(app.Login());
        var report = Assert.Single(app.Reports);
        Assert.Equal(
            ["Id https://app.example/tier: one Overridden by two, two Issued by nobody", "Id sub: reserved Dropped by nobody"],
            report.Claims.Select(trail => $"{trail.Token} {trail.Name}: {string.Join(", ", trail.Writes.Select(write => $"{write.Action} {write.Fate} by {write.By ?? "nobody"}"))}"));
        Assert.Equal("\"silver\"", Encoding.UTF8.GetString(report.Claims[0].Writes[1].Issued!.Value.Json.Span));
        Assert.NotNull(report.Claims[1].Writes[0].Reason);
        Assert.Equal((2, 1), (report.Merged.Commands.Count, report.Outcome.Commands.Count));
    }

    [Fact]
    public async Task A_removed_claim_and_one_of_a_refused_login_say_so()
    {
        var denies = Type("denies", (_, api) => api.IdToken.SetCustomClaim("https://app.example/late", 1).Access.Deny("no"));
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "one"), new("PostLogin:Actions:1:Name", "takes-back"), new("PostLogin:Actions:2:Name", "denies")],
            Says("one", "gold"), Says("takes-back", null), denies);
        await app.SendAsync(app.Login());
        Assert.Equal(
            [ClaimFate.Overridden, ClaimFate.Denied, ClaimFate.Denied],
            Assert.Single(app.Reports).Claims.SelectMany(trail => trail.Writes).Select(write => write.Fate));
    }

    [Fact]
    public async Task Calls_to_the_outside_are_listed_with_the_action_that_made_them_their_retry_and_their_token()
    {
        var calls = 0;
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : Interlocked.Increment(ref calls) == 1 ? new(503) : new(200, "{}"));
        await using var app = new TestApp(Calling(stub), Calls("calls"));
        await app.SendAsync(app.Login());
        await app.SendAsync(app.Login());
        Assert.Equal(
            ["calls token-endpoint  1 0 None False", "calls backend:1 /profile/ada 1 503 Unavailable False", "calls token-endpoint  1 0 None True", "calls backend:1 /profile/ada 2 200 None False"],
            app.Reports[0].UpstreamCalls.Select(Line));
        Assert.Equal(["calls token-endpoint  1 0 None True", "calls backend:1 /profile/ada 1 200 None False"], app.Reports[1].UpstreamCalls.Select(Line));
    }

    [Fact]
    public async Task A_call_that_is_still_under_way_when_the_login_is_answered_is_listed()
    {
        using var hang = new SemaphoreSlim(0);
        await using var stub = await UpstreamStub.StartAsync(async request =>
        {
            if (!request.IsToken)
                await hang.WaitAsync();
            return request.IsToken ? StubAnswer.Token() : new(200, "{}");
        });
        TestApp? app = null;
        UpstreamClient? client = null;
        var impatient = new InlineAction(async (_, api, _) =>
        {
            // It has more time than the login: when the login's is over, the call goes on.
            var call = client!.SendAsync(new(HttpMethod.Get, new(client.BaseUri, "/profile/ada")), new(() => TimeSpan.FromMinutes(1)), CancellationToken.None);
            while (stub.Calls.Count == 0)
                await Task.Yield();
            app!.Clock.Advance(api.TimeLeft);
            await call;
        });
        await using (app = new TestApp(Calling(stub), new ActionType("calls", settings =>
        {
            client = Client(settings);
            return impatient;
        })))
        {
            await app.SendAsync(app.Login());
            hang.Release();
            var last = Assert.Single(app.Reports).UpstreamCalls[^1];
            Assert.Equal((UpstreamFault.TimedOut, 5d), (last.Fault, last.Duration.TotalSeconds));
        }
    }

    [Fact]
    public async Task A_refused_request_is_observed_with_its_fault_and_correlation_id()
    {
        await using var app = new TestApp();
        var request = app.Login(secret: "whsec_" + Convert.ToBase64String(new byte[32]));
        var (status, _) = await app.SendAsync(request);
        var refused = Assert.Single(app.Refusals);
        Assert.Equal((401, "auth0", Fault.Unauthorized, request.CorrelationId), (status, refused.Route, refused.Fault, refused.CorrelationId));
        Assert.Equal(401, refused.Response.Status);
        Assert.Empty(app.Reports);
    }

    [Fact]
    public async Task One_action_alone_is_observed_as_well()
    {
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "says")], Says("says", "gold"));
        await app.SendAsync(app.Post("/actions/says", """{"event":{"user":{"user_id":"a"}}}"""));
        Assert.Equal(("actions", 1), (Assert.Single(app.Reports).Provider, app.Reports[0].Results.Count));
    }

    [Fact]
    public async Task The_calls_of_one_action_alone_are_listed_too()
    {
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new(200, "{}"));
        await using var app = new TestApp(Calling(stub), Calls("calls"));
        await app.SendAsync(app.Post("/actions/calls", """{"event":{}}"""));
        Assert.Equal(["calls token-endpoint  1 0 None False", "calls backend:1 /profile/ada 1 200 None False"], Assert.Single(app.Reports).UpstreamCalls.Select(Line));
    }

    private static KeyValuePair<string, string?>[] Calling(UpstreamStub stub) =>
    [
        new("PostLogin:Actions:0:Name", "calls"), new("PostLogin:Actions:0:Settings:Url", stub.Url),
        new("PostLogin:Actions:0:Settings:Auth:TokenEndpoint", $"{stub.Url}/token"), new("PostLogin:Actions:0:Settings:Auth:ClientId", "app"),
        new("PostLogin:Actions:0:Settings:Auth:ClientSecret", "s3cret"),
    ];

    private static ActionType Calls(string name) => new(name, settings =>
    {
        var client = Client(settings);
        return new InlineAction((_, api, cancellationToken) => client.SendAsync(new(HttpMethod.Get, new(client.BaseUri, "/profile/ada?x=1")), new(() => api.TimeLeft), cancellationToken));
    });

    private static UpstreamClient Client(ActionSettings settings)
    {
        var auth = settings.Reader.Section("Auth");
        return settings.Upstreams.Backend(settings.Reader.Url("Url", otherwise: null), ClientCredentials.Read(auth, name => settings.Secret(auth, name)));
    }

    private static string Line(UpstreamCall call) => $"{call.Action} {call.Kind} {call.Path} {call.Attempt} {call.Status} {call.Fault} {call.FromCache}";

    private static ActionType Says(string name, string? tier) =>
        Type(name, (_, api) => api.IdToken.SetCustomClaim("https://app.example/tier", tier is null ? ClaimValue.Null : tier));

    private static ActionType Type(string name, Action<PostLoginEvent, PostLoginApi> execute) => new(name, _ => InlineAction.Of(execute));
}
