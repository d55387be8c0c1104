using System.Text.Json;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>Verifies the access token of a caller.</summary>
internal interface IJwtVerifier
{
    /// <summary>Loads the issuer's keys, so that the first call need not wait for them.</summary>
    /// <exception cref="Secrets.SecretUnavailableException">They cannot be loaded now.</exception>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether the token is the caller's. Throws only for cancellation.</summary>
    ValueTask<CallerVerdict> VerifyAsync(string token, CancellationToken cancellationToken);
}

/// <summary>Who a token must be from and for, by an identity provider's own claims.</summary>
internal interface IJwtParties
{
    /// <summary>Whether audience, tenant and client are the right ones.</summary>
    bool Accepts(JsonElement claims);

    /// <summary>Whether the token is by the issuer whose discovery document says <paramref name="issuer"/>.</summary>
    bool IsIssuedBy(JsonElement claims, string issuer);
}
