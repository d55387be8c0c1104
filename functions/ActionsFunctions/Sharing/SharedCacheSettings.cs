using ActionsFunctions.Planning;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Sharing;

/// <summary>Reads <c>Cache:Redis</c> and <c>Cache:EncryptionKeys</c>; without the first nothing is shared.</summary>
/// <param name="open">Opens Redis; null where the host has no client for it.</param>
/// <param name="secrets">Turns setting texts into secrets.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class SharedCacheSettings(Func<RedisSettings, ISharedCache>? open, ISecretSource secrets, TimeProvider clock, ILogger log)
{
    // An action's own cache lives for a day; an answer as long as its entry says.
    private static readonly TimeSpan ShortestGeneration = TimeSpan.FromDays(2);

    /// <summary>What was opened, to be disposed of; null where nothing is shared.</summary>
    public ISharedCache? Cache { get; private set; }

    /// <summary>The store on Redis; null where none is configured, or wrongly, which is noted.</summary>
    public SharedStore? Read(SettingsReader cache, FlowPlan plan, string? identityClientId)
    {
        var redis = RedisSettings.Read(cache.Section("Redis"), secrets, identityClientId);
        var keys = ReadKeys(cache);
        if (redis is null)
            return null;
        if (keys.Count == 0)
            cache.Fault("EncryptionKeys", "needs at least one key where Cache:Redis is configured: what is stored are claims of persons");
        if (open is null)
            cache.Fault("Redis", "this host has no Redis client; the Azure Functions app has one");
        if (open is null || cache.Faults.All.Count > 0)
            return null;
        Cache = open(redis);
        return new(new(Cache, clock, log), new(keys), LongestLife(plan));
    }

    private static TimeSpan LongestLife(FlowPlan plan)
    {
        var longest = plan.Actions.Select(action => LifeOf(action) * 2).DefaultIfEmpty().Max();
        return longest > ShortestGeneration ? longest : ShortestGeneration;
    }

    /// <summary>How long an answer of this entry can be of use.</summary>
    public static TimeSpan LifeOf(PlannedAction action) => action.StaleFor > action.FreshFor || action.FreshFor is null ? action.StaleFor ?? default : action.FreshFor.Value;

    private IReadOnlyList<ISecret> ReadKeys(SettingsReader cache)
    {
        const string name = "EncryptionKeys";
        var found = cache.SecretList(name, secrets);
        foreach (var (text, index) in cache.Texts(name).Select((text, index) => (text, index)))
        {
            // A literal is judged now, a reference when it is read.
            if (secrets.Find(text, out _) is LiteralSecret && CacheKey.Read(text) is null)
                cache.Faults.Add($"{cache.Key(name)}:{index}", "must be the base64 of 32 bytes: openssl rand -base64 32");
        }

        return found;
    }
}
