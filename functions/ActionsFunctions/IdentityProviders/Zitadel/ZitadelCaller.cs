using ActionsFunctions.Authenticating;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>
/// Authenticates the caller by <see cref="ZitadelSignature"/>. A message has no id, so one that is caught can be sent again while its time counts.
/// </summary>
/// <param name="settings">The provider's settings.</param>
/// <param name="clock">The clock of the window.</param>
internal sealed class ZitadelCaller(ZitadelSettings settings, TimeProvider clock)
{
    /// <summary>How old a message may be: the tolerance of ZITADEL's own helper.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(300);

    /// <summary>How far ahead its clock may be. ZITADEL's helper has no bound here; a time far ahead would make a caught message last as long.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(60);

    public Task LoadAsync(CancellationToken cancellationToken) => settings.SigningKeys.LoadAsync(cancellationToken);

    public async ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (request.Headers.Get("ZITADEL-Signature") is not { Length: > 0 } header)
            return CallerVerdict.Missing;
        if (ZitadelSignature.Read(header) is not { } signature)
            return CallerVerdict.Malformed;
        var verdict = await SecretMatch.AnyAsync(settings.SigningKeys, (signature, body), static (proof, key) => proof.signature.IsBy(key, proof.body.Span), cancellationToken);
        // After the signature, so that a stranger does not learn what the clock says.
        var age = clock.GetUtcNow() - signature.At;
        return verdict == CallerVerdict.Accepted && (age > MaxAge || age < -MaxAhead) ? CallerVerdict.Stale : verdict;
    }
}
