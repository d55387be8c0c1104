using System.Text.Json;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;

namespace ActionsFunctions.Hosting;

/// <summary>
/// <c>POST /cache/invalidate</c> with <c>{"provider","userId"}</c>, signed as Standard Webhooks: the next token of that user is made of answers asked
/// for after this call. 204, whether anything was kept or not; 503 where other instances may not know, to be tried again.
/// </summary>
/// <param name="gate">Receives requests.</param>
/// <param name="signature">Authenticates the caller; null where <c>Cache:SigningSecrets</c> is not configured: 404.</param>
/// <param name="kept">What is kept.</param>
/// <param name="journal">Takes down what happened.</param>
/// <param name="budget">Time from arrival to answer.</param>
public sealed class CacheEndpoint(RequestGate gate, StandardWebhooks? signature, KeptData kept, LoginJournal journal, TimeSpan budget)
{
    private const string Route = "cache";

    // The provider under which answers of actions called alone are kept.
    private const string AloneRoute = "actions";

    /// <summary>Answers a request.</summary>
    public async Task<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (signature is null)
            return Refuse(Fault.NotFound, request, SafeText.Constant("Cache:SigningSecrets is not configured"));
        var deadline = new Deadline(journal.Clock, request.Arrived, budget);
        var admitted = await Admission.AdmitAsync(gate, request, deadline, (call, body, over) => signature.VerifyAsync(call.Headers, body, over), cancellationToken);
        return admitted.Fault is { } fault ? Refuse(fault, request, admitted.Reason) : await InvalidateAsync(admitted, request, cancellationToken);
    }

    private async Task<WebhookResponse> InvalidateAsync(Admitted admitted, WebhookRequest request, CancellationToken cancellationToken)
    {
        if (!admitted.TryParse(out var json, out _)
            || json.ValueKind != JsonValueKind.Object
            || json.Text("userId") is not { Length: > 0 } userId
            || json.Text("provider") is not { } provider
            || !IsKnown(provider))
            return Refuse(Fault.InvalidRequest, request, SafeText.Constant("malformed JSON, wrong shape or no such provider"));
        var known = await Task.WhenAll(kept.ForgetAsync(provider, userId, cancellationToken), kept.ForgetAsync(AloneRoute, userId, cancellationToken));
        if (!Array.TrueForAll(known, everywhere => everywhere))
            return Refuse(Fault.Unavailable, request, SafeText.Constant("the shared cache does not answer"));
        journal.Forgotten(provider, request.CorrelationId);
        return WebhookResponse.Empty(204);
    }

    // A mistyped name would be taken for done while the old answer goes on being used.
    private static bool IsKnown(string provider) => provider == AloneRoute || ProviderTypes.All.Any(type => type.Route == provider);

    private WebhookResponse Refuse(Fault fault, WebhookRequest request, SafeText reason) =>
        journal.Refused(new(Route, fault, reason, request, FaultAnswers.Neutral(fault, request.CorrelationId)));
}
