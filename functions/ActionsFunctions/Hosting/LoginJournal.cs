using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Hosting;

/// <summary>
/// Writes one structured line per login and per refusal. Its methods take names, codes, counts and times only: no claim value, user or secret can
/// reach a line through them.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="clock">The clock of every deadline.</param>
/// <param name="observe">Called with every login; null, the default: nobody watches.</param>
/// <param name="observeRefused">Called with every refused request; null, the default: nobody watches.</param>
public sealed partial class LoginJournal(ILogger log, TimeProvider clock, Action<LoginReport>? observe = null, Action<RefusedRequest>? observeRefused = null)
{
    /// <summary>The clock of every deadline.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>True where somebody watches logins.</summary>
    internal bool Observes => observe is not null;

    /// <summary>What takes down the upstream calls of a login; null where nobody observes.</summary>
    internal LoginWatch? Watch(Deadline deadline) => observe is null ? null : new(deadline);

    /// <summary>A login came to an answer.</summary>
    public void Ended(LoginReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        observe?.Invoke(report);
        Measures.Login(report, Clock.GetElapsedTime(report.Request.Arrived));
        Trace(Span.CurrentLogin, report);
        if (!log.IsEnabled(LogLevel.Information))
            return;
        LoginEnded(
            SafeText.Name(report.Provider),
            Measures.DecisionOf(report.Outcome),
            SafeText.Of(report.Outcome.Actions),
            report.Outcome.Diagnostics.Count,
            (report.Budget - report.TimeLeft).TotalMilliseconds,
            report.TimeLeft.TotalMilliseconds,
            SafeText.Name(report.Plan.Hash),
            SafeText.Id(report.CorrelationId),
            SafeText.Id(report.Login.CallerCorrelationId));
    }

    /// <summary>A request was refused before a flow ran. Gives its answer.</summary>
    public WebhookResponse Refused(RefusedRequest refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        observeRefused?.Invoke(refused);
        Measures.Refused(refused);
        Span.CurrentLogin.Fail(SafeText.Of(refused.Fault));
        var (route, id) = (SafeText.Name(refused.Route), SafeText.Id(refused.CorrelationId));
        if (refused.Fault == Fault.LengthRequired)
            ChunkedRefused(route, id);
        else
            RequestRefused(route, FaultAnswers.Status(refused.Fault), refused.Reason, id);
        return refused.Response;
    }

    /// <summary>An authenticated call that no flow answers, such as another event of the same extension.</summary>
    public void AnsweredAtOnce(string provider, string correlationId, string? callerCorrelationId) =>
        AnsweredWithoutFlow(SafeText.Name(provider), SafeText.Id(correlationId), SafeText.Id(callerCorrelationId));

    /// <summary>What is kept of one user was forgotten, because an authenticated caller asked for it.</summary>
    public void Forgotten(string provider, string correlationId) => KeptDataForgotten(SafeText.Name(provider), SafeText.Id(correlationId));

    /// <summary>A shadow came to its end after its login was answered.</summary>
    public void ShadowEnded(string provider, string action, string outcome, int differences, string correlationId) =>
        LateShadowEnded(SafeText.Name(action), SafeText.Name(provider), SafeText.Name(outcome), differences, SafeText.Id(correlationId));

    /// <summary>A bug of ours: the type of the exception, never its text, which can hold anything.</summary>
    public void Crashed(Exception exception, string correlationId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        RequestCrashed(SafeText.TypeOf(exception), SafeText.Id(correlationId));
    }

    private static void Trace(Span span, LoginReport report)
    {
        span.Set(TelemetryKeys.Decision, Measures.DecisionOf(report.Outcome));
        span.Set(TelemetryKeys.Budget, report.Budget);
        span.Set(TelemetryKeys.TimeLeft, report.TimeLeft);
        span.Set(TelemetryKeys.FlowHash, SafeText.Name(report.Plan.Hash));
        if (report.Plan.Version is { } version)
            span.Set(TelemetryKeys.FlowVersion, SafeText.Name(version));
        span.Set(TelemetryKeys.CallerCorrelationId, SafeText.Id(report.Login.CallerCorrelationId));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Login via {Provider}: {Decision}; {Actions}; diagnostics={Diagnostics} took={ElapsedMs:F1}ms left={LeftMs:F1}ms flow={FlowHash} id={CorrelationId} callerId={CallerCorrelationId}")]
    private partial void LoginEnded(
        SafeText provider, SafeText decision, SafeText actions, int diagnostics, double elapsedMs, double leftMs, SafeText flowHash, SafeText correlationId, SafeText callerCorrelationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered {Provider} at once: its event runs no flow; id={CorrelationId} callerId={CallerCorrelationId}")]
    private partial void AnsweredWithoutFlow(SafeText provider, SafeText correlationId, SafeText callerCorrelationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot what was kept of a user of {Provider}; id={CorrelationId}")]
    private partial void KeptDataForgotten(SafeText provider, SafeText correlationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shadow {Action} of a login via {Provider} ended after the answer: {Outcome}; differences={Differences} id={CorrelationId}")]
    private partial void LateShadowEnded(SafeText action, SafeText provider, SafeText outcome, int differences, SafeText correlationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request to {Route} with {Status}: {Reason} id={CorrelationId}")]
    private partial void RequestRefused(SafeText route, int status, SafeText reason, SafeText correlationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request to {Route} with 411: it has no Content-Length, and the Functions host hands over no chunked body. Let the caller send Content-Length, or build with -p:HttpModel=AspNetCore. id={CorrelationId}")]
    private partial void ChunkedRefused(SafeText route, SafeText correlationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed with {Exception} id={CorrelationId}")]
    private partial void RequestCrashed(SafeText exception, SafeText correlationId);
}
