using ActionsFunctions.Receiving;

namespace ActionsFunctions.Observing;

/// <summary>A request that was refused before a flow ran, for an observer in the same process. Holds what the caller sent: never logged.</summary>
/// <param name="Route">Route of the provider, <c>actions</c> or <c>cache</c>.</param>
/// <param name="Fault">Which fault.</param>
/// <param name="Reason">What the log says of it.</param>
/// <param name="Request">The request; its body may have been read already.</param>
/// <param name="Response">The answer.</param>
public sealed record RefusedRequest(string Route, Fault Fault, SafeText Reason, WebhookRequest Request, WebhookResponse Response)
{
    /// <summary>Our id of the request.</summary>
    public string CorrelationId => Request.CorrelationId;

    /// <summary>Says nothing of what the caller sent.</summary>
    public override string ToString() => $"{Route} {Fault}";
}
