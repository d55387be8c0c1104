using Azure.Core;
using Azure.Identity;

namespace ActionsFunctions.Upstreams;

/// <summary>Gets tokens with the app's managed identity. Its client keeps tokens of its own; a <see cref="SharedToken"/> above it renews ahead.</summary>
internal sealed class ManagedIdentityIssuer(TokenCredential credential, string scope, TimeProvider clock) : ITokenIssuer
{
    public string Source => "managed-identity";

    public async Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new(new(token.Token, BearerToken.LifetimeOf((token.ExpiresOn - clock.GetUtcNow()).TotalSeconds)), null);
        }
        catch (CredentialUnavailableException)
        {
            // No identity on this machine, or its endpoint does not answer.
            return new(null, UpstreamAnswer.Failed(Source, UpstreamFault.Unreachable));
        }
        catch (AuthenticationFailedException)
        {
            return new(null, UpstreamAnswer.Failed(Source, UpstreamFault.Refused));
        }
    }
}
