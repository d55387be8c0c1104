using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary>Microsoft Entra ID and Entra External ID: the custom claims provider of onTokenIssuanceStart.</summary>
internal sealed partial class EntraProvider : IIdentityProvider
{
    // RFC 9110 section 15.5.2 asks for it on every 401. Constant: it tells no caller more than another.
    private static readonly KeyValuePair<string, string>[] Challenge = [new("WWW-Authenticate", "Bearer")];

    private readonly EntraSettings settings;
    private readonly IJwtVerifier verifier;
    private readonly bool refuseUnsupported;
    private readonly ILogger log;

    private EntraProvider(EntraSettings settings, IJwtVerifier verifier, ProviderSettings shared)
    {
        this.settings = settings;
        this.verifier = verifier;
        refuseUnsupported = shared.RefuseUnsupported;
        log = shared.Log;
        Budget = shared.Budget;
    }

    /// <inheritdoc />
    public string Route => "entra";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <summary>Two attempts of at most 2 s each.</summary>
    public TimeSpan RetriesFor { get; } = TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new EntraClaims();

    /// <inheritdoc />
    public string Sample => $$"""{"type":"{{EntraEvent.TokenIssuanceStart}}","data":{"tenantId":"{{settings.TenantId}}","authenticationContext":{"correlationId":"none","user":{"id":"nobody","mail":"nobody@example.org"} } } }""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var read = EntraSettings.Read(shared.Reader);
        var metadata = new OpenIdMetadata(OpenIdMetadata.NewClient(), read.MetadataAddress, read.TenantId, shared.Clock);
        var keys = new PublishedKeys(metadata, shared.Budget, shared.Clock, shared.Log);
        return new EntraProvider(read, new JwtVerifier(keys, new EntraCaller(read), shared.Clock), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => verifier.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public Task RehearseCallerAsync(CancellationToken cancellationToken) => verifier.RehearseAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        EntraCaller.Token(request) is { } token ? verifier.VerifyAsync(token, cancellationToken) : new(CallerVerdict.Missing);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request)
    {
        if (payload.Text("type") is not { } type || EntraEvent.Context(payload, settings.TenantId) is not { } context)
            return null;
        var answer = EntraAnswer.ContinueSignUp(type);
        if (answer is null && type != EntraEvent.TokenIssuanceStart)
            return null;
        return new(EntraEvent.Build(context, settings.TenantId), payload)
        {
            AnswerAtOnce = answer,
            CallerCorrelationId = context.Text("correlationId"),
            Name = EntraEvent.NameOf(context),
        };
    }

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome)
    {
        var shaped = ClaimGuard.Apply(outcome, ClaimRules, refuseUnsupported);
        return settings.OnDeny == OnDeny.ContinueWithoutClaims
            ? shaped.ReportUnheardDenial("OnDeny is continue-without-claims: the login goes on without claims")
            : shaped;
    }

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId)
    {
        if (outcome.Denial is not { } denial)
            return EntraAnswer.Claims(outcome);
        // The answer has no place for a reason, so the log has who refused; the text itself can hold personal data.
        Denied(log, SafeText.Name(denial.Action), settings.OnDeny, SafeText.Id(correlationId));
        return settings.OnDeny == OnDeny.Fail ? EntraAnswer.Denied(correlationId) : EntraAnswer.Claims(outcome);
    }

    /// <inheritdoc />
    /// <remarks>Entra reads no error body, so there is no form of its own.</remarks>
    public WebhookResponse? Refuse(Fault fault, string correlationId) =>
        fault == Fault.Unauthorized ? FaultAnswers.Neutral(fault, correlationId) with { Headers = Challenge } : null;

    [LoggerMessage(EventId = 3111, Level = LogLevel.Information, Message = "Login via entra refused by {Action}; OnDeny={OnDeny} id={CorrelationId}")]
    private static partial void Denied(ILogger log, SafeText action, OnDeny onDeny, SafeText correlationId);
}
