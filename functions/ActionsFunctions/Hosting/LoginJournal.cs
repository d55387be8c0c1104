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

    /// <summary>What takes down the upstream calls of a login; null where nobody observes.</summary>
    internal LoginWatch? Watch(Deadline deadline) => observe is null ? null : new(deadline);

    /// <summary>A login came to an answer.</summary>
    public void Ended(LoginReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        observe?.Invoke(report);
        if (!log.IsEnabled(LogLevel.Information))
            return;
        var actions = string.Join(' ', report.Outcome.Actions.Select(action => $"{action.Name}={action.Outcome.Name()}"));
        LoginEnded(report.Provider, report.Outcome.Denial is null ? "continue" : "deny", actions, report.Outcome.Diagnostics.Count, (report.Budget - report.TimeLeft).TotalMilliseconds, report.TimeLeft.TotalMilliseconds, report.CorrelationId);
    }

    /// <summary>A request was refused before a flow ran. Gives its answer.</summary>
    public WebhookResponse Refused(RefusedRequest refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        observeRefused?.Invoke(refused);
        if (refused.Fault == Fault.LengthRequired)
            ChunkedRefused(refused.Route, refused.CorrelationId);
        else
            RequestRefused(refused.Route, FaultAnswers.Status(refused.Fault), refused.Reason, refused.CorrelationId);
        return refused.Response;
    }

    /// <summary>A shadow came to its end after its login was answered.</summary>
    public void ShadowEnded(string provider, string action, string outcome, int differences, string correlationId) =>
        LateShadowEnded(action, provider, outcome, differences, correlationId);

    /// <summary>A bug of ours: the type of the exception, never its text, which can hold anything.</summary>
    public void Crashed(Exception exception, string correlationId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        RequestCrashed(exception.GetType().Name, correlationId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Login via {Provider}: {Decision}; {Actions}; diagnostics={Diagnostics} took={ElapsedMs:F1}ms left={LeftMs:F1}ms id={CorrelationId}")]
    private partial void LoginEnded(string provider, string decision, string actions, int diagnostics, double elapsedMs, double leftMs, string correlationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shadow {Action} of a login via {Provider} ended after the answer: {Outcome}; differences={Differences} id={CorrelationId}")]
    private partial void LateShadowEnded(string action, string provider, string outcome, int differences, string correlationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request to {Route} with {Status}: {Reason} id={CorrelationId}")]
    private partial void RequestRefused(string route, int status, string reason, string correlationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a request to {Route} with 411: it has no Content-Length, and the Functions host hands over no chunked body. Let the caller send Content-Length, or build with -p:HttpModel=AspNetCore. id={CorrelationId}")]
    private partial void ChunkedRefused(string route, string correlationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed with {Exception} id={CorrelationId}")]
    private partial void RequestCrashed(string exception, string correlationId);
}
