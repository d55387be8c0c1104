using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What is known of a secret after each answer of the vault, and what is told of it.</summary>
public sealed class RememberedSecretTests
{
    private const string Down = "Check that the vault can be reached and that the app has a managed identity.";
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly MockVault vault;
    private readonly VaultReader reader;
    private readonly RememberedSecret remembered;

    public RememberedSecretTests()
    {
        vault = new(clock);
        reader = new(() => vault.Client, clock);
        remembered = new(MockVault.Name, clock, log);
    }

    [Theory]
    [InlineData("Missing", "Create the secret in the vault, or correct its name in the setting.", true)]
    [InlineData("Disabled", "Enable its newest version or store a new one.", true)]
    [InlineData("Expired", "Store a new version, or correct the dates of its newest one.", true)]
    [InlineData("NotYetValid", "Store a new version, or correct the dates of its newest one.", false)]
    [InlineData("Empty", "Store a version that is not empty.", false)]
    [InlineData("Forbidden", "Give the app's identity the role Key Vault Secrets User, and let its network reach the vault.", false)]
    [InlineData("Unreachable", Down, false)]
    public void Each_fault_is_told_once_with_its_remedy_and_withdraws_a_value_or_leaves_it(string fault, string remedy, bool withdraws)
    {
        var answer = new VaultAnswer(Enum.Parse<VaultFault>(fault), Detail: SafeText.Constant("detail"));
        Assert.Equal(withdraws, answer.IsWithdrawal);
        for (var time = 1; time <= 3; time++)
        {
            remembered.Take(answer);
            Assert.Equal(time, remembered.Failures);
        }

        Assert.Null(remembered.Versions);
        remembered.Take(Good("one", "v1"));
        Assert.Equal(0, remembered.Failures);
        remembered.Take(answer);
        remembered.Take(answer);
        Assert.Equal(withdraws ? null : new SecretVersions("one"), remembered.Versions);
        Assert.Equal(
            [
                (LogLevel.Error, $"Secret signing is unavailable: {fault} (detail). {remedy} Retried until it comes."),
                (LogLevel.Information, "Secret signing is available again."),
                withdraws
                    ? (LogLevel.Error, $"Secret signing was withdrawn: {fault} (detail). Its last value is no longer used. {remedy}")
                    : (LogLevel.Warning, $"Secret signing could not be refreshed: {fault} (detail). Its last known value goes on being used. {remedy}"),
            ],
            log.Lines);
    }

    [Fact]
    public void Another_fault_is_told_anew_and_the_same_again_after_it_was_over()
    {
        foreach (var fault in (VaultFault[])[VaultFault.Unreachable, VaultFault.Forbidden, VaultFault.Forbidden, VaultFault.None, VaultFault.None, VaultFault.Forbidden])
            remembered.Take(fault == VaultFault.None ? Good("one", "v1") : new(fault));
        Assert.Equal(
            ["is unavailable: Unreachable", "is unavailable: Forbidden", "is available again.", "could not be refreshed: Forbidden"],
            log.Lines.Select(line => line.Text["Secret signing ".Length..].Split(" (")[0]));
    }

    [Fact]
    public void A_rotation_is_told_with_the_end_of_its_grace_and_the_previous_value_counts_until_then()
    {
        remembered.Take(Good("one", "v1"));
        remembered.Take(Good("two", "v2"));
        Assert.Equal([(LogLevel.Information, "Secret signing was rotated. The previous version is accepted until 2030-01-01 01:00:00Z.")], log.Lines);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(new SecretVersions("two", "one"), remembered.Versions);
        clock.Advance(TimeSpan.FromTicks(1));
        var after = remembered.Versions;
        Assert.Equal(new SecretVersions("two"), after);
        Assert.Same(after, remembered.Versions);
    }

    [Fact]
    public async Task A_previous_version_that_is_disabled_expired_or_gone_is_forgotten_and_one_that_cannot_be_asked_for_is_not()
    {
        var answer = await RotateAsync();
        vault.Fault = MockVault.Refusal(503, "ServiceUnavailable");
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal(new SecretVersions("two", "one"), remembered.Versions);
        vault.Fault = null;
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal(new SecretVersions("two", "one"), remembered.Versions);
        vault.Disable("v1");
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal(new SecretVersions("two"), remembered.Versions);
        Assert.Equal(0, vault.Listings);
    }

    [Fact]
    public async Task After_a_rotation_that_was_seen_no_older_version_is_sought()
    {
        var answer = await RotateAsync();
        vault.Disable("v1");
        await remembered.CheckPreviousAsync(reader, answer, default);
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal((new SecretVersions("two"), 0), (remembered.Versions, vault.Listings));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public async Task The_version_before_is_sought_within_an_hour_of_the_current_ones_making(int ticks, int listings)
    {
        vault.Store("one");
        vault.Store("two");
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromTicks(ticks));
        var answer = await reader.ReadAsync(MockVault.Name, null, default);
        remembered.Take(answer);
        await remembered.CheckPreviousAsync(reader, answer, default);
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal((listings, new SecretVersions("two", listings == 1 ? "one" : null)), (vault.Listings, remembered.Versions));
    }

    [Theory]
    [InlineData(403, "Forbidden", "Forbidden", 1)]
    [InlineData(503, "ServiceUnavailable", "Unreachable", 2)]
    public async Task A_lookup_that_fails_is_told_and_made_again_only_after_an_outage(int status, string code, string fault, int listings)
    {
        vault.Store("one");
        vault.Store("two");
        vault.ListingFault = MockVault.Refusal(status, code);
        var answer = await reader.ReadAsync(MockVault.Name, null, default);
        remembered.Take(answer);
        await remembered.CheckPreviousAsync(reader, answer, default);
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal(listings, vault.Listings);
        Assert.Equal(
            Enumerable.Repeat(
                (LogLevel.Warning, $"The previous version of secret signing could not be looked up: {fault} ({status} {code}). Only the current one is accepted by this instance."), listings),
            log.Lines);
    }

    [Fact]
    public async Task A_secret_without_a_version_before_is_sought_once_and_nothing_is_told()
    {
        vault.Store("one");
        var answer = await reader.ReadAsync(MockVault.Name, null, default);
        remembered.Take(answer);
        await remembered.CheckPreviousAsync(reader, answer, default);
        await remembered.CheckPreviousAsync(reader, answer, default);
        Assert.Equal((1, new SecretVersions("one")), (vault.Listings, remembered.Versions));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task After_a_withdrawal_the_version_before_is_sought_anew()
    {
        vault.Store("one");
        vault.Store("two");
        var answer = await reader.ReadAsync(MockVault.Name, null, default);
        foreach (var listings in (int[])[1, 2])
        {
            remembered.Take(answer);
            await remembered.CheckPreviousAsync(reader, answer, default);
            Assert.Equal((listings, new SecretVersions("two", "one")), (vault.Listings, remembered.Versions));
            remembered.Take(new(VaultFault.Missing));
        }
    }

    [Fact]
    public async Task Of_a_secret_that_is_not_known_nothing_is_sought()
    {
        vault.Store("one");
        await remembered.CheckPreviousAsync(reader, Good("one", "v1") with { Created = clock.GetUtcNow() }, default);
        Assert.Equal((0, 0), (vault.Listings, vault.Reads));
        Assert.Null(remembered.Versions);
    }

    private static VaultAnswer Good(string value, string version) => new(VaultFault.None, value, version);

    private async Task<VaultAnswer> RotateAsync()
    {
        vault.Store("one");
        remembered.Take(await reader.ReadAsync(MockVault.Name, null, default));
        vault.Store("two");
        var answer = await reader.ReadAsync(MockVault.Name, null, default);
        remembered.Take(answer);
        return answer;
    }
}
