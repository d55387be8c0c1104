using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary>Authenticates the caller by a Standard Webhooks signature. Supabase makes a new id for every attempt, so a repeated one is a replay.</summary>
/// <param name="settings">The provider's settings.</param>
/// <param name="shared">What every provider is given.</param>
internal sealed class SupabaseCaller(SupabaseSettings settings, ProviderSettings shared)
{
    private readonly StandardWebhooks signature = new("supabase", settings.SigningSecrets, shared.Replays, shared.Clock);

    public Task LoadAsync(CancellationToken cancellationToken) => settings.SigningSecrets.LoadAsync(cancellationToken);

    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        signature.VerifyAsync(request.Headers, body, cancellationToken);
}
