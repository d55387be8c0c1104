using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>Authenticates the caller by the fixed value of one header. Source: Okta, "Inline hooks", authentication field and secret.</summary>
/// <param name="settings">The provider's settings.</param>
internal sealed class OktaCaller(OktaSettings settings)
{
    private readonly FixedSecret secret = new(settings.AuthorizationSecrets);

    public Task LoadAsync(CancellationToken cancellationToken) => secret.LoadAsync(cancellationToken);

    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        secret.VerifyAsync(request.Headers.Get(settings.AuthorizationHeader), cancellationToken);
}
