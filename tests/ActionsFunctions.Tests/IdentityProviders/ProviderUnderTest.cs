using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>A provider as composition makes it, without a server around it.</summary>
internal sealed class ProviderUnderTest
{
    private readonly SettingFaults faults = new();

    /// <param name="route">Which.</param>
    /// <param name="settings">Its settings, by keys below its section.</param>
    public ProviderUnderTest(string route, params (string Key, string? Value)[] settings)
    {
        var type = ProviderTypes.All.Single(type => type.Route == route);
        var path = "IdentityProviders:" + type.Section;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{path}:{setting.Key}", setting.Value)))
            .Build();
        var reader = new SettingsReader(configuration.GetSection(path), path, faults);
        Shared = new(reader, Secrets, type.Budget, Clock, NullLogger.Instance) { Replays = new(Clock) };
        Type = type;
    }

    public ManualTimeProvider Clock { get; } = new();

    public TestSecrets Secrets { get; } = new();

    public ProviderSettings Shared { get; init; }

    public ProviderType Type { get; }

    /// <summary>The provider, where its settings have no fault.</summary>
    public IIdentityProvider Provider => field ??= Create();

    /// <summary>The faults of the settings, without the common part of their keys.</summary>
    public IReadOnlyList<string> Faults()
    {
        Type.Create(Shared);
        return [.. faults.All.Select(fault => fault.Key[(fault.Key.LastIndexOf(Type.Section, StringComparison.Ordinal) + Type.Section.Length + 1)..])];
    }

    /// <summary>The same with what they say.</summary>
    public IReadOnlyList<string> FaultTexts() => [.. Faults().Zip(faults.All, static (key, fault) => $"{key}: {fault.Message}")];

    /// <summary>Moves the clock on to this second since 1970.</summary>
    public void AdvanceTo(long seconds) => Clock.Advance(DateTimeOffset.FromUnixTimeSeconds(seconds) - Clock.GetUtcNow());

    public async Task<CallerVerdict> AuthenticateAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        var all = new WebhookHeaders();
        foreach (var (name, value) in headers)
            all.Append(name, value);
        return await Provider.AuthenticateAsync(Request(all), body, CancellationToken.None);
    }

    public static WebhookRequest Request(WebhookHeaders? headers = null) =>
        new("POST", "/", new Dictionary<string, string>(StringComparer.Ordinal), headers ?? [], Stream.Null, 0);

    private IIdentityProvider Create()
    {
        var provider = Type.Create(Shared);
        faults.ThrowIfAny();
        return provider;
    }
}

/// <summary>Literal secrets; <c>keyvault:rotated</c> has a version before it, and no other reference can be read.</summary>
internal sealed class TestSecrets : ISecretSource
{
    public const string Rotated = "keyvault:rotated";
    public const string Lost = "keyvault:lost";

    public SecretVersions Versions { get; set; } = new("");

    public ISecret? Find(string text, out string? fault)
    {
        fault = null;
        return text.StartsWith("keyvault:", StringComparison.Ordinal) ? new Reference(this, text) : new LiteralSecret(text);
    }

    private sealed class Reference(TestSecrets all, string text) : ISecret
    {
        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) =>
            text == Rotated ? new(all.Versions) : throw new SecretUnavailableException();
    }
}
