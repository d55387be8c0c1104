using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// Verifies a caller's JWT with the framework's own cryptography; RFC 8725 is its checklist. What costs nothing is checked first, so that
/// only a token that could be the caller's makes us load keys or compute a signature. No order of checks shows outside: every refusal is the same 401.
/// </summary>
/// <param name="keys">The issuer's keys.</param>
/// <param name="parties">Who the token must be from and for.</param>
/// <param name="clock">The clock.</param>
internal sealed class JwtVerifier(PublishedKeys keys, IJwtParties parties, TimeProvider clock) : IJwtVerifier
{
    /// <inheritdoc />
    public Task LoadAsync(CancellationToken cancellationToken) => keys.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<CallerVerdict> RehearseAsync(CancellationToken cancellationToken)
    {
        if (await keys.CurrentAsync(cancellationToken) is not { Keys.Count: > 0 } published)
            return CallerVerdict.Unavailable;
        // Of a published key, so that no other is looked for; signed by nobody, so that it can never be accepted.
        var (keyId, key) = published.Keys.First();
        return await VerifyAsync(CompactJws.Unsigned(keyId, key, parties.Sample(published.Issuer, clock.GetUtcNow())), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<CallerVerdict> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (CompactJws.Parse(token) is not { } jws)
            return CallerVerdict.Malformed;
        if (JwtTimes.Check(jws.Claims, clock.GetUtcNow()) is not CallerVerdict.Accepted and var untimely)
            return untimely;
        if (!parties.Accepts(jws.Claims))
            return CallerVerdict.WrongParty;
        if (await keys.CurrentAsync(cancellationToken) is not { } published)
            return CallerVerdict.Unavailable;
        if (parties.IsIssuedBy(jws.Claims, published.Issuer) && !published.Keys.ContainsKey(jws.Header.KeyId))
            published = await keys.AfterUnknownKeyAsync(published, cancellationToken) ?? published;
        return Judge(jws, published);
    }

    private CallerVerdict Judge(CompactJws jws, IssuerKeys published)
    {
        if (!parties.IsIssuedBy(jws.Claims, published.Issuer))
            return CallerVerdict.WrongParty;
        return published.Keys.TryGetValue(jws.Header.KeyId, out var key)
            && key.Algorithm == jws.Header.Algorithm
            && key.Verify(jws.Signed.Span, jws.Signature.Span)
            ? CallerVerdict.Accepted
            : CallerVerdict.Mismatch;
    }
}
