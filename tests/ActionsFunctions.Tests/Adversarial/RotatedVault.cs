using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Moq;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A vault with one secret, whose values count up. Safe for concurrent use, and it knows how many ask at once.</summary>
internal sealed class RotatedVault(TimeProvider clock) : SecretClient
{
    public const string Secret = "signing";
    private ImmutableArray<DateTimeOffset> versions = [clock.GetUtcNow()];
    private static readonly Response Ok = Mock.Of<Response>();
    private readonly ConcurrentDictionary<CancellationToken, bool> reading = new();

    /// <summary>The newest value.</summary>
    public int Newest => versions.Length - 1;

    /// <summary>The most reads at once that nobody had given up.</summary>
    public int MostAtOnce { get; private set; }

    public void Rotate() => ImmutableInterlocked.Update(ref versions, all => all.Add(clock.GetUtcNow()));

    public override async Task<Response<KeyVaultSecret>> GetSecretAsync(string name, string? version, CancellationToken cancellationToken)
    {
        reading[cancellationToken] = true;
        MostAtOnce = Math.Max(MostAtOnce, reading.Keys.Count(token => !token.IsCancellationRequested));
        await Task.Yield();
        var index = version is null ? Newest : int.Parse(version, CultureInfo.InvariantCulture);
        reading.TryRemove(cancellationToken, out _);
        return Response.FromValue(SecretModelFactory.KeyVaultSecret(Properties(index), $"{index}"), Ok);
    }

    public override AsyncPageable<SecretProperties> GetPropertiesOfSecretVersionsAsync(string name, CancellationToken cancellationToken = default) =>
        AsyncPageable<SecretProperties>.FromPages([Page<SecretProperties>.FromValues([.. Enumerable.Range(0, versions.Length).Select(Properties)], null, Ok)]);

    private SecretProperties Properties(int index)
    {
        var vault = new Uri("https://vault.example");
        var properties = SecretModelFactory.SecretProperties(new Uri(vault, $"/secrets/{Secret}/{index}"), vault, Secret, $"{index}", false, null, versions[index], versions[index], null);
        properties.Enabled = true;
        return properties;
    }
}
