using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>Okta's token inline hook, bound to a rule of a custom authorization server. Source: Okta, "Token inline hook reference".</summary>
public sealed class OktaProvider : IIdentityProvider
{
    private readonly OktaCaller caller;
    private readonly bool refuseUnsupported;

    private OktaProvider(OktaSettings settings, ProviderSettings shared)
    {
        caller = new(settings);
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "okta";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new OktaClaims();

    /// <inheritdoc />
    public string Sample => """{"eventType":"com.okta.oauth2.tokens.transform","data":{"context":{"request":{"id":"none"},"protocol":{"client":{"id":"none"}},"session":{"userId":"nobody"},"user":{"id":"nobody","profile":{"login":"nobody@example.org"}}},"identity":{"claims":{"sub":"nobody"}},"access":{"claims":{"aud":"none"}}}}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new OktaProvider(OktaSettings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => OktaEvent.Read(payload);

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome)
    {
        foreach (var token in (ReadOnlySpan<Token>)[Token.Id, Token.Access])
        {
            if (!OktaPayload.Issues(login.Payload, token))
                outcome = AbsentToken.Without(outcome, token);
        }

        return ClaimGuard.Apply(outcome, ClaimRules, refuseUnsupported);
    }

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => OktaAnswer.Of(outcome, correlationId);

    /// <summary>
    /// Every fault has its status in the neutral form, but a bug of ours: Okta takes a 500 for leave to go on, and a login that an action would have
    /// refused must not go on because of it.
    /// </summary>
    public WebhookResponse? Refuse(Fault fault, string correlationId) =>
        fault == Fault.Internal ? OktaAnswer.Error(FaultAnswers.Code(fault), [], correlationId) : null;
}
