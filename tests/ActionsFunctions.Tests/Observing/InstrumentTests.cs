using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using ActionsFunctions.Actions;
using ActionsFunctions.Observing;
using ActionsFunctions.Recording;
using ActionsFunctions.Running;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Every instrument and attribute by name: dashboards and alerts of others are built on them.</summary>
public sealed class InstrumentTests
{
    private readonly string name = $"a{Guid.NewGuid():N}";

    [Fact]
    public void These_instruments_are_published_with_these_units_and_descriptions()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Measures).TypeHandle);
        var found = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == Telemetry.Meter)
                    found.Add($"{instrument.Meter.Name}/{instrument.Name} {instrument.GetType().Name[..^2]} {instrument.Unit}: {instrument.Description}");
            },
        };
        listener.Start();
        Assert.Equal(
            [
                "ActionsFunctions/actions_functions.action.duration Histogram s: How long an action took",
                "ActionsFunctions/actions_functions.actions Counter {action}: Outcomes of actions",
                "ActionsFunctions/actions_functions.cache.lookups Counter {lookup}: Whether an answer was kept",
                "ActionsFunctions/actions_functions.claims.lost Counter {claim}: Claims dropped, collapsed or overridden on the way to a token",
                "ActionsFunctions/actions_functions.login.duration Histogram s: From the arrival of a login to its answer",
                "ActionsFunctions/actions_functions.login.time_left Histogram s: What was left of the budget when the answer was ready",
                "ActionsFunctions/actions_functions.logins Counter {login}: Logins that came to an answer",
                "ActionsFunctions/actions_functions.recordings Counter {recording}: Logins chosen to be recorded, and what came of it",
                "ActionsFunctions/actions_functions.requests.refused Counter {request}: Requests refused before a flow ran",
                "ActionsFunctions/actions_functions.token.lookups Counter {lookup}: Whether an access token was there",
                "ActionsFunctions/actions_functions.upstream.duration Histogram s: How long a call to the outside took",
            ],
            found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Times_fall_into_buckets_around_the_deadlines_of_the_callers()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Measures).TypeHandle);
        var buckets = new List<IReadOnlyList<double>?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> histogram && histogram.Meter == Telemetry.Meter)
                    buckets.Add(histogram.Advice?.HistogramBucketBoundaries);
            },
        };
        listener.Start();
        Assert.Equal(4, buckets.Count);
        Assert.All(buckets, found => Assert.Equal([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.7, 1, 1.5, 2.5, 5, 8], found!));
    }

    [Fact]
    public void Attributes_have_these_names() => Assert.Equal(
        [
            "Action=actions_functions.action.name", "ActionType=actions_functions.action.type", "Budget=actions_functions.budget", "Cache=actions_functions.cache.result",
            "CallerCorrelationId=actions_functions.caller_correlation_id", "CorrelationId=actions_functions.correlation_id", "Decision=actions_functions.decision",
            "Diagnostic=actions_functions.diagnostic", "ErrorType=error.type", "FlowHash=actions_functions.flow.hash", "FlowVersion=actions_functions.flow.version",
            "Method=http.request.method", "Outcome=actions_functions.action.outcome", "Provider=actions_functions.provider", "Recording=actions_functions.recording.result",
            "Resend=http.request.resend_count", "ServerAddress=server.address", "ServerPort=server.port", "Status=http.response.status_code",
            "TimeLeft=actions_functions.time_left", "Token=actions_functions.token.result", "Upstream=actions_functions.upstream",
        ],
        typeof(TelemetryKeys).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => $"{field.Name}={field.GetRawConstantValue()}").Order(StringComparer.Ordinal));

    [Fact]
    public void A_call_a_token_and_a_recording_are_measured_with_exactly_these_attributes()
    {
        using var recorder = new Recorder();
        Measures.Upstream(SafeText.Name(name), 404, SafeText.Of(UpstreamFault.NotFound), TimeSpan.FromMilliseconds(1500));
        Measures.Upstream(SafeText.Name(name), 0, default, TimeSpan.FromMilliseconds(20));
        Measures.Token(SafeText.Name(name), SafeText.Constant("kept"));
        Measures.Recording(RecordingResult.Dropped);
        Assert.Equal(
            [
                $"actions_functions.upstream.duration 1.5 actions_functions.upstream={name} http.response.status_code=404 error.type=NotFound",
                $"actions_functions.upstream.duration 0.02 actions_functions.upstream={name}",
                $"actions_functions.token.lookups 1 actions_functions.upstream={name} actions_functions.token.result=kept",
            ],
            Lines(recorder, $"={name}"));
        Assert.Contains("actions_functions.recordings 1 actions_functions.recording.result=Dropped", Lines(recorder, "Dropped"));
    }

    [Fact]
    public async Task A_login_is_measured_with_exactly_these_attributes()
    {
        using var recorder = new Recorder();
        TestApp? app = null;
        var says = new ActionType(name, settings => new InlineAction((login, api, _) =>
        {
            app!.Clock.Advance(TimeSpan.FromMilliseconds(500));
            api.IdToken.SetCustomClaim("sub", "ada").IdToken.SetCustomClaim("https://x.example/a", 1);
            return Task.CompletedTask;
        })
        { ReadsOf = _ => "" });
        var fails = new ActionType($"{name}-f", _ => InlineAction.Of((_, _) => throw new InvalidOperationException()));
        var skips = new ActionType($"{name}-s", _ => new InlineAction((_, _, _) => Task.CompletedTask) { Applies = _ => false });
        await using (app = new TestApp(
            [
                new("PostLogin:Actions:0:Name", name), new("PostLogin:Actions:0:FreshFor", "00:01:00"), new("PostLogin:Actions:1:Name", $"{name}-f"),
                new("PostLogin:Actions:1:After:0", name), new("PostLogin:Actions:2:Name", $"{name}-s"), new("PostLogin:Actions:2:After:0", name),
            ],
            says, fails, skips))
            await app.SendAsync(app.Login());
        Assert.Equal(
            [
                $"actions_functions.claims.lost 1 actions_functions.provider=auth0 actions_functions.action.name={name} actions_functions.diagnostic=claim-dropped",
                $"actions_functions.actions 1 actions_functions.action.name={name} actions_functions.action.outcome=succeeded actions_functions.provider=auth0",
                $"actions_functions.action.duration 0.5 actions_functions.action.name={name} actions_functions.action.outcome=succeeded",
                $"actions_functions.cache.lookups 1 actions_functions.action.name={name} actions_functions.cache.result=Asked",
                $"actions_functions.actions 1 actions_functions.action.name={name}-f actions_functions.action.outcome=failed actions_functions.provider=auth0 error.type=exception",
                $"actions_functions.action.duration 0 actions_functions.action.name={name}-f actions_functions.action.outcome=failed",
                $"actions_functions.actions 1 actions_functions.action.name={name}-s actions_functions.action.outcome=skipped actions_functions.provider=auth0",
            ],
            Lines(recorder, name));
        Assert.Contains("actions_functions.login.duration 0.5 actions_functions.provider=auth0 actions_functions.decision=continue", Lines(recorder, "auth0"));
        Assert.Contains("actions_functions.login.time_left 4.5 actions_functions.provider=auth0", Lines(recorder, "auth0"));
        Assert.Contains("actions_functions.logins 1 actions_functions.provider=auth0 actions_functions.decision=continue", Lines(recorder, "auth0"));
    }

    [Fact]
    public async Task A_refused_login_is_a_denial_and_a_refused_request_has_its_fault()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", name)], new ActionType(name, _ => InlineAction.Of((_, api) => api.Access.Deny("no"))));
        await app.SendAsync(app.Login());
        await app.SendAsync(app.Post("/post-login/auth0", "{}", contentType: "text/plain"));
        Assert.Contains("actions_functions.logins 1 actions_functions.provider=auth0 actions_functions.decision=deny", Lines(recorder, "auth0"));
        Assert.Contains("actions_functions.requests.refused 1 actions_functions.provider=auth0 error.type=UnsupportedMediaType", Lines(recorder, "auth0"));
    }

    [Theory]
    [InlineData("graph-forbidden", "graph-forbidden")]
    [InlineData("backend-timed-out", "backend-timed-out")]
    [InlineData("token-endpoint-unauthorized", "token-endpoint-unauthorized")]
    [InlineData("managed-identity-unreachable", "managed-identity-unreachable")]
    [InlineData("deadline", "deadline")]
    [InlineData("exception", "exception")]
    [InlineData("secret-unavailable", "secret-unavailable")]
    [InlineData("overloaded", "overloaded")]
    [InlineData("remote-answer-malformed", "remote-answer-malformed")]
    [InlineData("remote-failed", "remote-failed")]
    [InlineData("remote-command-refused", "remote-command-refused")]
    [InlineData("graph-too-many-groups", "graph-too-many-groups")]
    [InlineData("too-much-said", "too-much-said")]
    [InlineData("Deadline", "other")]
    [InlineData("ada-has-no-account", "other")]
    [InlineData("", "other")]
    public void A_code_of_ours_is_shown_and_any_other_is_other(string reason, string shown) =>
        Assert.Equal(shown, FailureCodes.Of(new Breakdown(TimedOut: false, reason)).ToString());

    private static IEnumerable<string> Lines(Recorder recorder, string part) => recorder.Measured
        .Select(item => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{item.Instrument.Name} {item.Value} {string.Join(' ', item.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}"))
        .Where(line => line.Contains(part, StringComparison.Ordinal));
}
