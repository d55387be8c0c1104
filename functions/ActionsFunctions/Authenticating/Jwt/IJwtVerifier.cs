using System.Text.Json;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>Verifies the access token of a caller.</summary>
internal interface IJwtVerifier
{
    /// <summary>Loads the issuer's keys, so that the first call need not wait for them.</summary>
    /// <exception cref="Secrets.SecretUnavailableException">They cannot be loaded now.</exception>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Verifies a token that is right in everything but its signature, before the first caller's: so the code is compiled, and the cryptography loaded. Gives
    /// the verdict; asks nobody once keys are loaded.
    /// </summary>
    Task<CallerVerdict> RehearseAsync(CancellationToken cancellationToken);

    /// <summary>Whether the token is the caller's. Throws only for cancellation.</summary>
    ValueTask<CallerVerdict> VerifyAsync(string token, CancellationToken cancellationToken);
}

/// <summary>Who a token must be from and for, by an identity provider's own claims.</summary>
internal interface IJwtParties
{
    /// <summary>The claims of a token that would be accepted, valid from now: to rehearse with.</summary>
    ReadOnlyMemory<byte> Sample(string issuer, DateTimeOffset now);

    /// <summary>Whether audience, tenant and client are the right ones.</summary>
    bool Accepts(JsonElement claims);

    /// <summary>Whether the token is by the issuer whose discovery document says <paramref name="issuer"/>.</summary>
    bool IsIssuedBy(JsonElement claims, string issuer);
}
