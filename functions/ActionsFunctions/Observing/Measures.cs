using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActionsFunctions.Merging;
using ActionsFunctions.Planning;
using ActionsFunctions.Recording;
using ActionsFunctions.Running;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>The metrics. The only place that writes to an instrument, and it takes numbers and <see cref="SafeText"/> only. Times in seconds.</summary>
internal static class Measures
{
    // Around the deadlines of the callers: 0.7, 1, 2.4, 5 and 8 s.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.7, 1, 1.5, 2.5, 5, 8],
    };

    private static readonly Histogram<double> LoginDuration = Histogram("actions_functions.login.duration", "From the arrival of a login to its answer");
    private static readonly Histogram<double> TimeLeft = Histogram("actions_functions.login.time_left", "What was left of the budget when the answer was ready");
    private static readonly Counter<long> Logins = Telemetry.Meter.CreateCounter<long>("actions_functions.logins", "{login}", "Logins that came to an answer");
    private static readonly Counter<long> Refusals = Telemetry.Meter.CreateCounter<long>("actions_functions.requests.refused", "{request}", "Requests refused before a flow ran");
    private static readonly Histogram<double> ActionDuration = Histogram("actions_functions.action.duration", "How long an action took");
    private static readonly Counter<long> Actions = Telemetry.Meter.CreateCounter<long>("actions_functions.actions", "{action}", "Outcomes of actions");
    private static readonly Counter<long> ClaimsLost = Telemetry.Meter.CreateCounter<long>("actions_functions.claims.lost", "{claim}", "Claims dropped, collapsed or overridden on the way to a token");
    private static readonly Counter<long> Lookups = Telemetry.Meter.CreateCounter<long>("actions_functions.cache.lookups", "{lookup}", "Whether an answer was kept");
    private static readonly Histogram<double> UpstreamDuration = Histogram("actions_functions.upstream.duration", "How long a call to the outside took");
    private static readonly Counter<long> Tokens = Telemetry.Meter.CreateCounter<long>("actions_functions.token.lookups", "{lookup}", "Whether an access token was there");

    private static readonly Counter<long> Recordings = Telemetry.Meter.CreateCounter<long>("actions_functions.recordings", "{recording}", "Logins chosen to be recorded, and what came of it");

    public static void Recording(RecordingResult result)
    {
        if (Recordings.Enabled)
            Recordings.Add(1, Tag(TelemetryKeys.Recording, SafeText.Of(result)));
    }

    public static void Login(LoginReport report, TimeSpan took)
    {
        if (RehearsedUpstream.IsOn)
            return;
        var provider = Tag(TelemetryKeys.Provider, SafeText.Name(report.Provider));
        if (LoginDuration.Enabled)
            LoginDuration.Record(took.TotalSeconds, provider, Tag(TelemetryKeys.Decision, DecisionOf(report.Outcome)));
        if (TimeLeft.Enabled)
            TimeLeft.Record(report.TimeLeft.TotalSeconds, provider);
        if (Logins.Enabled)
            Logins.Add(1, provider, Tag(TelemetryKeys.Decision, DecisionOf(report.Outcome)));
        if (ClaimsLost.Enabled)
            Lost(report, provider);
        for (var i = 0; i < report.Results.Count; i++)
            Action(report.Plan.Actions[i], report.Results[i], provider);
    }

    public static SafeText DecisionOf(FlowOutcome outcome) =>
        outcome.Denial is not null ? SafeText.Constant("deny") : outcome.Continuation is not null ? SafeText.Constant("suspend") : SafeText.Constant("continue");

    public static void Refused(RefusedRequest refused)
    {
        if (Refusals.Enabled)
            Refusals.Add(1, Tag(TelemetryKeys.Provider, SafeText.Name(refused.Route)), Tag(TelemetryKeys.ErrorType, SafeText.Of(refused.Fault)));
    }

    public static void Upstream(SafeText kind, int status, SafeText fault, TimeSpan took)
    {
        if (!UpstreamDuration.Enabled || RehearsedUpstream.IsOn)
            return;
        var tags = new TagList { Tag(TelemetryKeys.Upstream, kind) };
        if (status > 0)
            tags.Add(TelemetryKeys.Status, status);
        if (!fault.IsEmpty)
            tags.Add(Tag(TelemetryKeys.ErrorType, fault));
        UpstreamDuration.Record(took.TotalSeconds, tags);
    }

    public static void Token(SafeText kind, SafeText result)
    {
        if (Tokens.Enabled)
            Tokens.Add(1, Tag(TelemetryKeys.Upstream, kind), Tag(TelemetryKeys.Token, result));
    }

    private static void Action(PlannedAction action, ActionResult result, KeyValuePair<string, object?> provider)
    {
        var name = Tag(TelemetryKeys.Action, SafeText.Name(action.Name));
        var outcome = Tag(TelemetryKeys.Outcome, SafeText.Of(result.Outcome));
        if (Actions.Enabled && result.Breakdown is { } breakdown)
            Actions.Add(1, new TagList { name, outcome, provider, Tag(TelemetryKeys.ErrorType, FailureCodes.Of(breakdown)) });
        else if (Actions.Enabled)
            Actions.Add(1, name, outcome, provider);
        if (result.Outcome == ActionOutcome.Skipped)
            return;
        if (ActionDuration.Enabled)
            ActionDuration.Record(result.Duration.TotalSeconds, name, outcome);
        if (Lookups.Enabled && action.KeepsAnswers)
            Lookups.Add(1, name, Tag(TelemetryKeys.Cache, SafeText.Of(result.Origin)));
    }

    private static void Lost(LoginReport report, KeyValuePair<string, object?> provider)
    {
        foreach (var diagnostic in report.Outcome.Diagnostics)
        {
            if (diagnostic.Code is DiagnosticCodes.ClaimDropped or DiagnosticCodes.ClaimCollapsed or DiagnosticCodes.ClaimOverridden)
                ClaimsLost.Add(1, provider, Tag(TelemetryKeys.Action, SafeText.Name(diagnostic.Action)), Tag(TelemetryKeys.Diagnostic, SafeText.Name(diagnostic.Code)));
        }
    }

    private static Histogram<double> Histogram(string name, string description) => Telemetry.Meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    private static KeyValuePair<string, object?> Tag(string key, SafeText value) => new(key, value.ToString());
}
