using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary>Authenticates the caller by the API key of <c>oauth2.token_hook.auth</c>. Hydra signs nothing and repeats a call legitimately.</summary>
/// <param name="settings">The provider's settings.</param>
internal sealed class OryHydraCaller(OryHydraSettings settings)
{
    private readonly FixedSecret key = new(settings.ApiKeys);

    public Task LoadAsync(CancellationToken cancellationToken) => key.LoadAsync(cancellationToken);

    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        key.VerifyAsync(request.Headers.Get(settings.ApiKeyHeader), cancellationToken);
}
