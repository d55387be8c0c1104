using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>
/// Authenticates the caller by HTTP Basic or by a client certificate. A connector of Azure AD B2C has one of them, so either is enough; with both
/// configured, connectors can be moved from one to the other one by one. Source: Microsoft Learn, "Secure APIs used for API connectors".
/// </summary>
/// <param name="settings">The provider's settings.</param>
/// <param name="clock">The clock of certificates.</param>
internal sealed class AzureAdB2CCaller(AzureAdB2CSettings settings, TimeProvider clock)
{
    private readonly FixedSecret password = new(settings.Passwords);
    private readonly ForwardedCertificate certificate = new(settings.Thumbprints, clock);

    public Task LoadAsync(CancellationToken cancellationToken) => password.LoadAsync(cancellationToken);

    public async ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var byCertificate = certificate.Verify(request.Headers.Get(ForwardedCertificate.Header));
        if (byCertificate == CallerVerdict.Accepted)
            return CallerVerdict.Accepted;
        var byPassword = await VerifyBasicAsync(request.Headers.Get("Authorization"), cancellationToken);
        return byPassword == CallerVerdict.Missing ? byCertificate : byPassword;
    }

    private async ValueTask<CallerVerdict> VerifyBasicAsync(string? header, CancellationToken cancellationToken)
    {
        if (settings.Username is null || string.IsNullOrEmpty(header))
            return CallerVerdict.Missing;
        if (BasicCredentials.Read(header) is not { } given)
            return CallerVerdict.Malformed;
        // Both are always compared: the time taken must not tell that the user name is right.
        var verdict = await password.VerifyAsync(given.Password, cancellationToken);
        return FixedSecret.Same(given.Username, settings.Username) || verdict == CallerVerdict.Unavailable ? verdict : CallerVerdict.Mismatch;
    }
}
