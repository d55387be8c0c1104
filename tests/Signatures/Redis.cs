using Azure.Core;

namespace StackExchange.Redis;

public enum When
{
    Always,
    Exists,
    NotExists,
}

[Flags]
public enum CommandFlags
{
    None = 0,
}

public readonly struct RedisKey
{
    public static implicit operator RedisKey(string? key) => default;
}

public readonly struct RedisValue
{
    public static implicit operator RedisValue(byte[]? value) => default;

    public static implicit operator byte[]?(RedisValue value) => null;
}

public interface IDatabase
{
    Task<RedisValue> StringGetAsync(RedisKey key, CommandFlags flags = CommandFlags.None);

    Task<bool> StringSetAsync(RedisKey key, RedisValue value, TimeSpan? expiry, When when);

    Task<bool> KeyDeleteAsync(RedisKey key, CommandFlags flags = CommandFlags.None);
}

public sealed class ConfigurationOptions
{
    public bool AbortOnConnectFail { get; set; }

    public bool Ssl { get; set; }

    public static ConfigurationOptions Parse(string configuration) => new();
}

public sealed class ConnectionMultiplexer : IDisposable
{
    public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TextWriter? log = null) => throw new NotSupportedException();

    public IDatabase GetDatabase(int db = -1, object? asyncState = null) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

public static class AzureCacheForRedis
{
    public static Task<ConfigurationOptions> ConfigureForAzureWithTokenCredentialAsync(this ConfigurationOptions configurationOptions, TokenCredential tokenCredential) =>
        Task.FromResult(configurationOptions);
}
