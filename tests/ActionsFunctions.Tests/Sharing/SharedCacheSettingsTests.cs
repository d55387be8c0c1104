using ActionsFunctions.Hosting;
using ActionsFunctions.Planning;
using ActionsFunctions.Settings;
using ActionsFunctions.Sharing;
using ActionsFunctions.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Sharing;

public sealed class SharedCacheSettingsTests
{
    private const string EndPoint = "Cache:Redis:EndPoint";
    private const string Key = "Cache:EncryptionKeys:0";
    private static readonly string Good = Instance.NewKey();

    [Theory]
    [InlineData(EndPoint, "cache.contoso.example:10000", "Cache:EncryptionKeys")]
    [InlineData(EndPoint, "cache.contoso.example", EndPoint)]
    [InlineData(EndPoint, "https://cache.contoso.example:1", EndPoint)]
    [InlineData("Cache:Redis:Host", "cache.contoso.example", "Cache:Redis:Host")]
    [InlineData("Cache:Redis:ConnectionString", "keyvault:redis", "Cache:Redis:ConnectionString")]
    [InlineData(Key, "c2hvcnQ=", Key)]
    [InlineData(Key, "not base64", Key)]
    [InlineData("Cache:Typo", "x", "Cache:Typo")]
    public void Every_mistake_names_its_key(string key, string value, string expected)
    {
        var faults = Assert.Throws<InvalidSettingsException>(() => Create(new MemorySharedCache(), (key, value))).Faults;
        Assert.Contains(expected, faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Without_a_client_for_Redis_its_settings_are_a_mistake()
    {
        var faults = Assert.Throws<InvalidSettingsException>(() => Create(null, (EndPoint, "cache.contoso.example:10000"), (Key, Good))).Faults;
        Assert.Equal("Cache:Redis", Assert.Single(faults).Key);
    }

    [Theory]
    [InlineData("Cache:Redis:EndPoint", "either EndPoint or ConnectionString is required, and not both", "Cache:Redis:EndPoint=h:1;Cache:Redis:ConnectionString=x;Cache:EncryptionKeys:0=KEY")]
    [InlineData("Cache:Redis:EndPoint", "must be a host and a port, such as <name>.<region>.redis.azure.net:10000", "Cache:Redis:EndPoint=:10000;Cache:EncryptionKeys:0=KEY")]
    [InlineData("Cache:Redis:EndPoint", "must be a host and a port, such as <name>.<region>.redis.azure.net:10000", "Cache:Redis:EndPoint=h:65536;Cache:EncryptionKeys:0=KEY")]
    [InlineData("Cache:Redis:EndPoint", "must be a host and a port, such as <name>.<region>.redis.azure.net:10000", "Cache:Redis:EndPoint=a b:1;Cache:EncryptionKeys:0=KEY")]
    [InlineData("Cache:EncryptionKeys", "needs at least one key where Cache:Redis is configured: what is stored are claims of persons", "Cache:Redis:EndPoint=h:1")]
    [InlineData("Cache:EncryptionKeys:1", "must be the base64 of 32 bytes: openssl rand -base64 32", "Cache:Redis:EndPoint=h:1;Cache:EncryptionKeys:0=KEY;Cache:EncryptionKeys:1=AAAA")]
    public void A_mistake_is_told_in_full(string key, string text, string settings)
    {
        var given = settings.Split(';').Select(setting => setting.Split('=', 2)).Select(parts => (parts[0], (string?)(parts[1] == "KEY" ? Good : parts[1]))).ToArray();
        var faults = Assert.Throws<InvalidSettingsException>(() => Create(new MemorySharedCache(), given)).Faults;
        Assert.Equal($"{key}: {text}", string.Join('|', faults.Select(fault => $"{fault.Key}: {fault.Message}")));
    }

    [Fact]
    public void A_host_without_a_client_for_Redis_says_which_one_has_it()
    {
        var faults = Assert.Throws<InvalidSettingsException>(() => Create(null, (EndPoint, "cache.contoso.example:10000"), (Key, Good))).Faults;
        Assert.Equal("this host has no Redis client; the Azure Functions app has one", Assert.Single(faults).Message);
    }

    [Fact]
    public async Task Keys_without_Redis_and_Redis_without_invalidation_are_none()
    {
        await Create(null, (Key, Good)).DisposeAsync();
        await Create(new MemorySharedCache(), (EndPoint, "cache.contoso.example:10000"), (Key, Good)).DisposeAsync();
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(5, null, 5)]
    [InlineData(null, 7, 7)]
    [InlineData(5, 7, 7)]
    [InlineData(7, 5, 7)]
    public void An_answer_lives_as_long_as_it_can_be_of_use(int? fresh, int? stale, int expected)
    {
        var entry = new PlannedAction { Index = 0, Name = "a", Type = "a", Action = InlineAction.Of((_, _) => { }), FreshFor = Minutes(fresh), StaleFor = Minutes(stale) };
        Assert.Equal(Minutes(expected), SharedCacheSettings.LifeOf(entry));

        static TimeSpan? Minutes(int? minutes) => minutes is { } given ? TimeSpan.FromMinutes(given) : null;
    }

    [Fact]
    public void A_value_opens_under_its_own_name_and_key_only()
    {
        var key = CacheKey.Read(Good)!;
        var name = key.NameOf("answer", "ada");
        var value = key.Seal(name, "gold"u8);

        Assert.Equal("gold"u8.ToArray(), key.Open(name, value));
        Assert.Null(key.Open(key.NameOf("answer", "bob"), value));
        Assert.Null(CacheKey.Read(Instance.NewKey())!.Open(name, value));
        Assert.NotEqual(value, key.Seal(name, "gold"u8));
        value[^1] ^= 1;
        Assert.Null(key.Open(name, value));
        Assert.Null(key.Open(name, value.AsSpan(0, 10)));
    }

    private static WebhookApp Create(ISharedCache? cache, params (string Key, string? Value)[] settings) => WebhookApp.Create(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build(),
        new() { Redis = cache is null ? null : _ => cache });
}
