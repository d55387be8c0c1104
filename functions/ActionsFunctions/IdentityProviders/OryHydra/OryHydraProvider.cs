using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary>Ory Hydra and Ory Network: the token hook of every grant, and the legacy refresh hook. Source: Ory, "OAuth2 token hook".</summary>
public sealed class OryHydraProvider : IIdentityProvider
{
    private readonly OryHydraCaller caller;
    private readonly bool refuseUnsupported;

    private OryHydraProvider(OryHydraSettings settings, ProviderSettings shared)
    {
        caller = new(settings);
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "ory-hydra";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <summary>Three attempts of at most 30 s each.</summary>
    public TimeSpan RetriesFor { get; } = TimeSpan.FromSeconds(90);

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new OryHydraClaims();

    /// <inheritdoc />
    public string Sample => """{"session":{"id_token":{"subject":"nobody","id_token_claims":{"ext":{"email":"nobody@example.org"}}},"extra":{},"client_id":"none"},"request":{"client_id":"none","grant_types":["authorization_code"]}}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new OryHydraProvider(OryHydraSettings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => OryHydraEvent.Read(payload);

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) => ClaimGuard.Apply(outcome, ClaimRules, refuseUnsupported);

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => OryHydraAnswer.Of(login, outcome);
}
