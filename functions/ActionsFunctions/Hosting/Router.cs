using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Hosting;

/// <summary>From a path to what answers it.</summary>
/// <param name="journeys">The configured providers by route.</param>
/// <param name="actions">One action alone.</param>
/// <param name="cache">What is kept.</param>
/// <param name="health">The probes.</param>
/// <param name="documents">What can be asked for, described.</param>
public sealed class Router(IReadOnlyDictionary<string, PostLoginJourney> journeys, ActionEndpoint actions, CacheEndpoint cache, HealthEndpoint health, DocumentEndpoint documents)
{
    /// <summary>Answers a request; an unknown path, provider or action is 404.</summary>
    public ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.Split('/') switch
        {
            ["", "post-login", var provider] when journeys.TryGetValue(provider, out var journey) => journey.HandleAsync(request, cancellationToken),
            ["", "actions", var type] => new(actions.HandleAsync(type, request, cancellationToken)),
            ["", "cache", "invalidate"] => new(cache.HandleAsync(request, cancellationToken)),
            ["", "health", var probe] => new(health.Handle(probe, request)),
            ["", "openapi.json"] => new(documents.Handle(DocumentEndpoint.OpenApi, request)),
            ["", "schema", "flow.json"] => new(documents.Handle(DocumentEndpoint.FlowSchema, request)),
            _ => new(FaultAnswers.Neutral(Fault.NotFound, request.CorrelationId)),
        };
    }

    /// <summary>What a trace calls the route of a path; null for the probes and for what is no route.</summary>
    public SafeText? RouteOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/') switch
        {
            ["", "post-login", var provider] when journeys.ContainsKey(provider) => SafeText.Name(provider),
            ["", "actions", _] => SafeText.Constant("actions"),
            ["", "cache", "invalidate"] => SafeText.Constant("cache"),
            _ => null,
        };
    }

    /// <summary>The form of a fault on a path: the provider's own where there is one.</summary>
    public WebhookResponse Refuse(Fault fault, WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Path.Split('/') is ["", "post-login", var provider] && journeys.TryGetValue(provider, out var journey)
            ? journey.Refuse(fault, request, SafeText.Of(fault))
            : FaultAnswers.Neutral(fault, request.CorrelationId);
    }
}
