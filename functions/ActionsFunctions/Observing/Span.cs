using System.Diagnostics;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>
/// One span of a trace, or nothing where nobody listens. The only place that writes to an <see cref="Activity"/>, and it takes numbers and
/// <see cref="SafeText"/> only.
/// </summary>
internal readonly struct Span : IDisposable
{
    private const string LoginName = "login";
    private readonly Activity? activity;

    private Span(Activity? activity) => this.activity = activity;

    /// <summary>True where somebody listens, and what happens is no rehearsal: nobody was called and nobody logged in.</summary>
    public static bool IsWanted => Telemetry.Source.HasListeners() && !RehearsedUpstream.IsOn;

    /// <summary>The span of the login on this asynchronous path.</summary>
    public static Span CurrentLogin => Activity.Current is { OperationName: LoginName } current && current.Source == Telemetry.Source ? new(current) : default;

    /// <summary>
    /// The span of a request. A child of the host's where there is one; else the root, linked to what the caller sent: a caller who is not authenticated
    /// yet must not choose our trace, nor whether it is sampled.
    /// </summary>
    public static Span Login(SafeText route, WebhookRequest request)
    {
        var isRoot = Activity.Current is null;
        ActivityLink[]? links = isRoot && ActivityContext.TryParse(request.Headers.Get("traceparent"), null, isRemote: true, out var sent) ? [new(sent)] : null;
        var started = Telemetry.Source.StartActivity(LoginName, isRoot ? ActivityKind.Server : ActivityKind.Internal, default(ActivityContext), links: links);
        if (started is null)
            return default;
        started.DisplayName = $"{LoginName} {route}";
        var span = new Span(started);
        span.Set(TelemetryKeys.Provider, route);
        span.Set(TelemetryKeys.CorrelationId, SafeText.Id(request.CorrelationId));
        return span;
    }

    /// <summary>The span of one action.</summary>
    public static Span Action(PlannedAction action)
    {
        if (!IsWanted || Telemetry.Source.StartActivity("action") is not { } started)
            return default;
        started.DisplayName = $"action {SafeText.Name(action.Name)}";
        var span = new Span(started);
        span.Set(TelemetryKeys.Action, SafeText.Name(action.Name));
        span.Set(TelemetryKeys.ActionType, SafeText.Name(action.Type));
        return span;
    }

    /// <summary>The span of one call to the outside. No URL: a path names the user it asks for.</summary>
    /// <param name="kind">The kind of dependency.</param>
    /// <param name="method">The HTTP method; null for what is no HTTP call of ours.</param>
    public static Span Upstream(SafeText kind, HttpMethod? method)
    {
        if (Telemetry.Source.StartActivity("upstream", ActivityKind.Client) is not { } started)
            return default;
        var span = new Span(started);
        started.DisplayName = method is null ? $"token {kind}" : $"{MethodOf(method)} {kind}";
        if (method is not null)
            span.Set(TelemetryKeys.Method, MethodOf(method));
        span.Set(TelemetryKeys.Upstream, kind);
        return span;
    }

    public static SafeText MethodOf(HttpMethod method) => SafeText.Name(method.Method);

    public void Set(string key, SafeText value)
    {
        if (!value.IsEmpty)
            activity?.SetTag(key, value.ToString());
    }

    public void Set(string key, int value) => activity?.SetTag(key, value);

    public void Set(string key, TimeSpan value) => activity?.SetTag(key, value.TotalSeconds);

    /// <summary>How an action ended.</summary>
    public void Ended(PlannedAction action, ActionResult result)
    {
        Set(TelemetryKeys.Outcome, SafeText.Of(result.Outcome));
        if (action.KeepsAnswers)
            Set(TelemetryKeys.Cache, SafeText.Of(result.Origin));
        if (result.Breakdown is { } breakdown)
            Fail(FailureCodes.Of(breakdown));
    }

    public void Fail(SafeText type)
    {
        Set(TelemetryKeys.ErrorType, type);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => activity?.Dispose();
}
