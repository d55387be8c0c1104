using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>ZITADEL Actions v2: the functions preuserinfo and preaccesstoken of a restCall target. Source: ZITADEL, "Use Actions".</summary>
public sealed class ZitadelProvider : IIdentityProvider
{
    private readonly ZitadelCaller caller;
    private readonly bool refuseUnsupported;

    private ZitadelProvider(ZitadelSettings settings, ProviderSettings shared)
    {
        caller = new(settings, shared.Clock);
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "zitadel";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new ZitadelClaims(default);

    /// <inheritdoc />
    public string Sample => """{"function":"function/preuserinfo","userinfo":{"sub":"nobody"},"user":{"id":"nobody","human":{"email":"nobody@example.org"}},"org":{"id":"none"}}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new ZitadelProvider(ZitadelSettings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, body, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => ZitadelEvent.Read(payload);

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) => ZitadelShaping.Apply(login, outcome, refuseUnsupported);

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => ZitadelAnswer.Of(login, outcome);
}
