using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>One call to the outside under way: for the observer of its login, for a trace and for the metrics, as far as each is wanted.</summary>
internal readonly struct ObservedCall
{
    private readonly SafeText kind;
    private readonly TimeProvider clock;
    private readonly LoginWatch.Entry? entry;
    private readonly Span span;
    private readonly long started;

    private ObservedCall(SafeText kind, TimeProvider clock, LoginWatch.Entry? entry, Span span)
    {
        this.kind = kind;
        this.clock = clock;
        this.entry = entry;
        this.span = span;
        started = clock.GetTimestamp();
    }

    /// <summary>A request of an action begins.</summary>
    /// <param name="kind">The kind of dependency.</param>
    /// <param name="request">The request.</param>
    /// <param name="attempt">1 for the first attempt.</param>
    /// <param name="clock">The clock of its duration.</param>
    public static ObservedCall Begin(string kind, UpstreamRequest request, int attempt, TimeProvider clock)
    {
        var watched = LoginWatch.IsFollowed
            ? LoginWatch.Begin(new() { Kind = kind, Method = request.Method.Method, Path = request.Uri.AbsolutePath, Attempt = attempt })
            : null;
        var traced = Span.IsWanted ? Span.Upstream(SafeText.Name(kind), request.Method) : default;
        if (Span.IsWanted)
        {
            // Configured, both of them: a request goes to the configured origin or nowhere.
            traced.Set(TelemetryKeys.ServerAddress, SafeText.Name(request.Uri.IdnHost));
            traced.Set(TelemetryKeys.ServerPort, request.Uri.Port);
            if (attempt > 1)
                traced.Set(TelemetryKeys.Resend, attempt - 1);
        }

        return new(SafeText.Name(kind), clock, watched, traced);
    }

    /// <summary>A request for an access token begins: nobody's login, everybody's token.</summary>
    public static ObservedCall BeginToken(string source, TimeProvider clock) =>
        new(SafeText.Name(source), clock, entry: null, Span.IsWanted ? Span.Upstream(SafeText.Name(source), method: null) : default);

    /// <summary>It ended.</summary>
    /// <param name="answer">What came of it; null where it was given up.</param>
    public void End(UpstreamAnswer? answer)
    {
        entry?.End(answer);
        var fault = answer?.Failure.Fault ?? UpstreamFault.TimedOut;
        var error = fault == UpstreamFault.None ? default : SafeText.Of(fault);
        if (answer is { Status: > 0 })
            span.Set(TelemetryKeys.Status, answer.Status);
        if (!error.IsEmpty)
            span.Fail(error);
        span.Dispose();
        Measures.Upstream(kind, answer?.Status ?? 0, error, clock.GetElapsedTime(started));
    }
}
