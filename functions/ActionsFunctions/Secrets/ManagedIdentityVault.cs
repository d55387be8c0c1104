using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace ActionsFunctions.Secrets;

/// <summary>The vault client of an app in Azure: its managed identity and nothing else, so that no chain of credentials is tried while a login waits.</summary>
internal static class ManagedIdentityVault
{
    /// <summary>A client of <paramref name="vault"/>.</summary>
    /// <param name="vault">The vault's address.</param>
    /// <param name="clientId">Client id of a user-assigned identity; null for the app's own.</param>
    public static SecretClient Create(Uri vault, string? clientId)
    {
        var identity = clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId);
        var credential = new ManagedIdentityCredentialOptions(identity);
        Hurry(credential.Retry);
        var client = new SecretClientOptions();
        Hurry(client.Retry);
        return new(vault, new ManagedIdentityCredential(credential), client);
    }

    /// <summary>One quick retry: the SDK's default of three with 100 s each outlives every login; the next read comes by itself.</summary>
    public static void Hurry(RetryOptions retry)
    {
        retry.MaxRetries = 1;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromMilliseconds(500);
        retry.NetworkTimeout = TimeSpan.FromSeconds(3);
    }
}
