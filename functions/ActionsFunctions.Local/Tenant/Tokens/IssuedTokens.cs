using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>What stands behind an access token.</summary>
/// <param name="Client">Who got it.</param>
/// <param name="Resource">Whom it is for.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record TokenGrant(RegisteredClient Client, Resource Resource, DateTimeOffset Expires);

/// <summary>The access tokens in force. They are random text: nothing can be read from them but by asking here.</summary>
/// <param name="clock">The clock of their lives.</param>
internal sealed class IssuedTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TokenGrant> grants = new(StringComparer.Ordinal);

    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    public string Issue(RegisteredClient client, Resource resource)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, grant) in grants)
        {
            if (grant.Expires <= now)
                grants.TryRemove(old, out _);
        }

        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        grants[token] = new(client, resource, now + Lifetime);
        return token;
    }

    /// <summary>The grant behind a request's bearer token, or null where it has none that is valid for this resource.</summary>
    public TokenGrant? Find(HttpRequest request, Resource resource)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && grants.TryGetValue(header[scheme.Length..], out var grant)
            && grant.Resource == resource
            && grant.Expires > clock.GetUtcNow()
            ? grant
            : null;
    }
}
