using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
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
    private readonly ILogger log;

    private EntraProvider(EntraSettings settings, IJwtVerifier verifier, TimeSpan budget, ILogger log)
    {
        this.settings = settings;
        this.verifier = verifier;
        this.log = log;
        Budget = budget;
        ClaimRules = new EntraClaims(settings.OnDeny);
    }

    /// <inheritdoc />
    public string Route => "entra";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; }

    /// <summary>Makes the provider from its settings.</summary>
    public static EntraProvider Create(ProviderSettings from)
    {
        var read = EntraSettings.Read(from.Reader);
        var metadata = new OpenIdMetadata(OpenIdMetadata.NewClient(from.MetadataHandler), read.MetadataAddress, read.TenantId, from.Clock);
        var keys = new PublishedKeys(metadata, from.Budget, from.Clock, from.Log);
        return new(read, new JwtVerifier(keys, new EntraCaller(read), from.Clock), from.Budget, from.Log);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => verifier.LoadAsync(cancellationToken);

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
        };
    }

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) => outcome;

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId)
    {
        if (outcome.Denial is not { } denial)
            return EntraAnswer.Claims(outcome);
        Denied(log, denial.Action, correlationId, settings.OnDeny);
        return settings.OnDeny == OnDeny.Fail ? EntraAnswer.Denied(correlationId) : EntraAnswer.Claims(outcome);
    }

    /// <inheritdoc />
    /// <remarks>Entra reads no error body, so there is no form of its own.</remarks>
    public WebhookResponse? Refuse(Fault fault, string correlationId) =>
        fault == Fault.Unauthorized ? FaultAnswers.Neutral(fault, correlationId) with { Headers = Challenge } : null;

    [LoggerMessage(EventId = 3111, Level = LogLevel.Information, Message = "Login refused by action {Action}; {OnDeny}; correlation {CorrelationId}")]
    private static partial void Denied(ILogger log, string action, string correlationId, OnDeny onDeny);
}
