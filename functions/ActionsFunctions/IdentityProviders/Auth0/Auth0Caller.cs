using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary>Authenticates the caller by a Standard Webhooks signature.</summary>
/// <param name="settings">The provider's settings.</param>
/// <param name="shared">What every provider is given.</param>
internal sealed class Auth0Caller(Auth0Settings settings, ProviderSettings shared)
{
    private readonly StandardWebhooks signature = new("auth0", settings.SigningSecrets, shared.Replays, shared.Clock);

    public Task LoadAsync(CancellationToken cancellationToken) => settings.SigningSecrets.LoadAsync(cancellationToken);

    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        signature.VerifyAsync(request.Headers, body, cancellationToken);
}
