using ActionsFunctions.Sharing;
using Azure.Identity;
using StackExchange.Redis;

namespace ActionsFunctions.Azure.Redis;

/// <summary>Opens the connection to Redis: with the app's identity over TLS, or by a connection string.</summary>
internal static class RedisConnection
{
    public static async Task<ConnectionMultiplexer> OpenAsync(RedisSettings settings)
    {
        var text = settings.ConnectionString is { } secret ? (await secret.ReadAsync(CancellationToken.None)).Current : settings.EndPoint!;
        var options = ConfigurationOptions.Parse(text);
        // A Redis that is down when the app starts is connected to when it is back.
        options.AbortOnConnectFail = false;
        if (settings.ConnectionString is null)
        {
            options.Ssl = true;
            await options.ConfigureForAzureWithTokenCredentialAsync(new ManagedIdentityCredential(
                settings.IdentityClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned));
        }

        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
