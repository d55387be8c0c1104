using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders;

/// <summary>A login as the flow sees it, with what the provider needs to answer.</summary>
/// <param name="Event">The post-login event.</param>
/// <param name="Payload">The provider's own payload, whose claims some contracts carry over into the answer.</param>
public sealed record NormalizedLogin(PostLoginEvent Event, JsonElement Payload)
{
    /// <summary>Set where the payload is valid but asks for no flow: this is then the answer.</summary>
    public WebhookResponse? AnswerAtOnce { get; init; }

    /// <summary>The action at which the caller resumes a suspended flow; null where the flow begins.</summary>
    public string? Continuation { get; init; }

    /// <summary>The id that the caller's own log shows for this login; null where the contract has none.</summary>
    public string? CallerCorrelationId { get; init; }

    /// <summary>What every attempt of the provider to complete this login has in common, and no other login; null where each request is a login of its own.</summary>
    public string? Name { get; init; }
}
