using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What each answer of the vault makes of a secret, and what is said of it.</summary>
public sealed class RememberedSecretTests
{
    private const string Dates = "Store a new version, or correct the dates of its newest one.";
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly RememberedSecret secret;

    public RememberedSecretTests() => secret = new("signing", clock, log);

    [Theory]
    [InlineData(nameof(VaultFault.Missing), true, "Create the secret in the vault, or correct its name in the setting.")]
    [InlineData(nameof(VaultFault.Disabled), true, "Enable its newest version or store a new one.")]
    [InlineData(nameof(VaultFault.Expired), true, Dates)]
    [InlineData(nameof(VaultFault.NotYetValid), false, Dates)]
    [InlineData(nameof(VaultFault.Empty), false, "Store a version that is not empty.")]
    [InlineData(nameof(VaultFault.Forbidden), false, "Give the app's identity the role Key Vault Secrets User, and let its network reach the vault.")]
    [InlineData(nameof(VaultFault.Unreachable), false, "Check that the vault can be reached and that the app has a managed identity.")]
    public void Each_fault_is_told_once_with_its_remedy_and_ends_a_value_only_where_the_owner_took_it_back(string kind, bool ends, string remedy)
    {
        var fault = new VaultAnswer(Enum.Parse<VaultFault>(kind), Detail: SafeText.Constant("why"));
        secret.Take(fault);
        secret.Take(fault);
        Assert.Equal((2, null), (secret.Failures, secret.Versions));
        secret.Take(Good("one", "v1"));
        Assert.Equal((0, new SecretVersions("one")), (secret.Failures, secret.Versions));
        secret.Take(fault);
        secret.Take(fault);
        Assert.Equal((2, ends ? null : new SecretVersions("one")), (secret.Failures, secret.Versions));
        secret.Take(Good("one", "v1"));
        secret.Take(Good("one", "v1"));
        Assert.Equal(
            [
                (LogLevel.Error, $"Secret signing is unavailable: {kind} (why). {remedy} Retried until it comes."),
                (LogLevel.Information, "Secret signing is available again."),
                ends
                    ? (LogLevel.Error, $"Secret signing was withdrawn: {kind} (why). Its last value is no longer used. {remedy}")
                    : (LogLevel.Warning, $"Secret signing could not be refreshed: {kind} (why). Its last known value goes on being used. {remedy}"),
                (LogLevel.Information, "Secret signing is available again."),
            ],
            log.Lines);
    }

    [Fact]
    public void A_rotation_is_told_with_the_end_of_the_previous_value_which_then_ends()
    {
        secret.Take(Good("one", "v1"));
        secret.Take(Good("two", "v2"));
        Assert.Equal([(LogLevel.Information, "Secret signing was rotated. The previous version is accepted until 2030-01-01 01:00:00Z.")], log.Lines);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(new SecretVersions("two", "one"), secret.Versions);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new SecretVersions("two"), secret.Versions);
        Assert.Same(secret.Versions, secret.Versions);
    }

    [Theory]
    [InlineData(nameof(VaultFault.Forbidden), 1)]
    [InlineData(nameof(VaultFault.Unreachable), 2)]
    [InlineData(nameof(VaultFault.Missing), 0)]
    public async Task A_look_for_the_previous_version_that_fails_is_told_and_made_again_after_an_outage_only(string kind, int lines)
    {
        var vault = new MockVault(clock);
        vault.Store("one");
        vault.Store("two");
        vault.ListingFault = kind switch
        {
            nameof(VaultFault.Forbidden) => MockVault.Refusal(403, "Forbidden"),
            nameof(VaultFault.Missing) => MockVault.Refusal(404, "SecretNotFound"),
            _ => new IOException(),
        };
        var reader = new VaultReader(() => vault.Client, clock);
        for (var look = 0; look < 2; look++)
        {
            var answer = await reader.ReadAsync(MockVault.Name, null, CancellationToken.None);
            secret.Take(answer);
            await secret.CheckPreviousAsync(reader, answer, CancellationToken.None);
        }

        var detail = kind == nameof(VaultFault.Forbidden) ? "403 Forbidden" : "IOException";
        var line = $"The previous version of secret signing could not be looked up: {kind} ({detail}). Only the current one is accepted by this instance.";
        Assert.Equal(Enumerable.Repeat((LogLevel.Warning, line), lines), log.Lines);
        Assert.Equal(kind == nameof(VaultFault.Unreachable) ? 2 : 1, vault.Listings);
    }

    private VaultAnswer Good(string value, string version) => new(VaultFault.None, value, version, clock.GetUtcNow());
}
