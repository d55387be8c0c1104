using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary>
/// Auth0, and any caller that speaks the neutral exchange: a small Action posts its event, signed as Standard Webhooks, and applies
/// the commands of the answer. Source: Auth0, "Post-login trigger".
/// </summary>
public sealed class Auth0Provider : IIdentityProvider
{
    private readonly Auth0Caller caller;
    private readonly bool refuseUnsupported;

    private Auth0Provider(Auth0Settings settings, ProviderSettings shared)
    {
        caller = new(settings, shared);
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "auth0";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new Auth0Claims();

    /// <inheritdoc />
    public string Sample => """{"event":{"user":{"user_id":"nobody","email":"nobody@example.org"},"client":{"client_id":"none"},"transaction":{"id":"none"}}}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new Auth0Provider(Auth0Settings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, body, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => Auth0Event.Read(payload);

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) => ClaimGuard.Apply(outcome, new Auth0Claims(login.Event.ResourceServer?.Identifier), refuseUnsupported);

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => Auth0Answer.Of(login, outcome, correlationId);
}
