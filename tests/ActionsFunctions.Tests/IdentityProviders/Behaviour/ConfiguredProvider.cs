using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>One provider made from settings, as the composition makes it.</summary>
internal sealed class ConfiguredProvider
{
    private readonly SettingFaults faults = new();

    public ConfiguredProvider(string route, IEnumerable<KeyValuePair<string, string?>> settings, bool forwardsClientCertificates = false)
    {
        var type = ProviderTypes.All.Single(candidate => candidate.Route == route);
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Provider = type.Create(new(new(section, type.Section, faults), Vault, type.Budget, Clock, NullLogger.Instance)
        {
            Replays = new ReplayStore(Clock),
            ForwardsClientCertificates = forwardsClientCertificates,
        });
    }

    public ManualTimeProvider Clock { get; } = new();

    public IIdentityProvider Provider { get; }

    public IReadOnlyList<string> FaultKeys => [.. faults.All.Select(fault => fault.Key)];

    private static ISecretSource Vault { get; } = new ClosedVault();

    public Task<CallerVerdict> VerdictAsync(params (string Name, string Value)[] headers)
    {
        var all = new WebhookHeaders();
        foreach (var (name, value) in headers)
            all.Append(name, value);
        var request = new WebhookRequest("POST", "/post-login/" + Provider.Route, new Dictionary<string, string>(StringComparer.Ordinal), all, Stream.Null, Clock.GetTimestamp());
        return Provider.AuthenticateAsync(request, default, CancellationToken.None).AsTask();
    }

    public static IEnumerable<KeyValuePair<string, string?>> Settings(params (string Key, string Value)[] settings) =>
        settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));

    /// <summary>Knows literals; the vault never answers.</summary>
    private sealed class ClosedVault : ISecretSource, ISecret
    {
        public ISecret? Find(string text, out string? fault)
        {
            fault = null;
            return text.StartsWith("keyvault:", StringComparison.Ordinal) ? this : new LiteralSecret(text);
        }

        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => throw new SecretUnavailableException();
    }
}
