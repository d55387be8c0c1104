using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>Tokens for one client of the vault. They are random text: nothing can be read from them but by asking here.</summary>
/// <param name="clientId">The client.</param>
/// <param name="clientSecret">Its secret, for development only.</param>
/// <param name="clock">The clock of the tokens' lives.</param>
internal sealed class VaultTokens(string clientId, string clientSecret, TimeProvider clock) : IVaultTokens
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string? Issue(string clientId, string clientSecret)
    {
        if (!IsClient(clientId, clientSecret))
            return null;
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        ends[token] = clock.GetUtcNow() + Lifetime;
        return token;
    }

    /// <inheritdoc />
    public bool Accepts(string token) => ends.TryGetValue(token, out var end) && clock.GetUtcNow() < end;

    private bool IsClient(string id, string secret) =>
        string.Equals(id, clientId, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(clientSecret));
}
