using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>Azure AD B2C: API connectors of user flows, and the REST technical profile of custom policies. A body with <c>step</c> is of a user flow.</summary>
internal sealed class AzureAdB2CProvider : IIdentityProvider
{
    // RFC 9110 section 15.5.2 asks for it on every 401. Constant: it tells no caller more than another.
    private static readonly KeyValuePair<string, string>[] Challenge = [new("WWW-Authenticate", "Basic realm=\"post-login\", charset=\"UTF-8\"")];

    private static readonly AzureAdB2CClaims PolicyClaims = new(customPolicy: true);
    private static readonly TimeSpan Attempts = TimeSpan.FromSeconds(90);
    private readonly RecentBodies bodies;
    private readonly AzureAdB2CCaller caller;
    private readonly OnDeny onDeny;
    private readonly bool refuseUnsupported;

    private AzureAdB2CProvider(AzureAdB2CSettings settings, ProviderSettings shared)
    {
        caller = new(settings, shared.Clock);
        bodies = new(Attempts, shared.Clock);
        onDeny = settings.OnDeny;
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "azure-ad-b2c";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <summary>Three attempts of at most 30 s each, of a custom policy; a user flow gives up sooner.</summary>
    public TimeSpan RetriesFor => Attempts;

    /// <summary>Those of user flows; whatever they take, custom policies take too.</summary>
    public ClaimRules ClaimRules { get; } = new AzureAdB2CClaims(customPolicy: false);

    /// <inheritdoc />
    public string Sample => """{"step":"PreTokenIssuance","client_id":"none","objectId":"nobody","email":"nobody@example.org","ui_locales":"en-US"}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new AzureAdB2CProvider(AzureAdB2CSettings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => AzureAdB2CEvent.Read(payload) is { } login
        ? login with { Name = login.CallerCorrelationId ?? bodies.NameOf(LoginId.NameOf(payload)) }
        : null;

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome)
    {
        var exchange = AzureAdB2CExchanges.Of(login.Payload);
        var shaped = ClaimGuard.Apply(outcome, exchange == AzureAdB2CExchange.CustomPolicy ? PolicyClaims : ClaimRules, refuseUnsupported);
        return exchange == AzureAdB2CExchange.PreTokenIssuance && onDeny == OnDeny.ContinueWithoutClaims
            ? shaped.ReportUnheardDenial("the token step cannot refuse, and OnDeny is continue-without-claims")
            : shaped;
    }

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId)
    {
        var exchange = AzureAdB2CExchanges.Of(login.Payload) ?? AzureAdB2CExchange.CustomPolicy;
        if (outcome.Denial is not { } denial)
            return AzureAdB2CAnswer.Continue(outcome, exchange != AzureAdB2CExchange.CustomPolicy);
        return exchange switch
        {
            // 409 is the status that custom policies document.
            AzureAdB2CExchange.CustomPolicy => AzureAdB2CAnswer.Error(409, "access-denied", denial.Reason, correlationId),
            AzureAdB2CExchange.PreTokenIssuance when onDeny == OnDeny.ContinueWithoutClaims => AzureAdB2CAnswer.Continue(outcome, userFlow: true),
            AzureAdB2CExchange.PreTokenIssuance => AzureAdB2CAnswer.Error(403, "access-denied", denial.Reason, correlationId),
            _ => AzureAdB2CAnswer.ShowBlockPage(denial.Reason),
        };
    }

    /// <inheritdoc />
    public WebhookResponse? Refuse(Fault fault, string correlationId)
    {
        var answer = AzureAdB2CAnswer.Fault(fault, correlationId);
        return fault == Fault.Unauthorized ? answer with { Headers = Challenge } : answer;
    }
}
