using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Azure;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Secrets;

public sealed class VaultOutageTests : IDisposable
{
    private const string Value = "a value that no log may hold";
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly MockVault vault;
    private readonly VaultSecret secret;

    public VaultOutageTests()
    {
        vault = new(clock);
        vault.Store(Value);
        clock.Advance(TimeSpan.FromDays(1));
        secret = new(MockVault.Name, new(() => vault.Client, clock), clock, log);
    }

    public static TheoryData<int, string, string?> Withdrawals => new()
    {
        { 404, "SecretNotFound", null },
        { 403, "Forbidden", "SecretDisabled" },
    };

    public static TheoryData<int, string, string?> Outages => new()
    {
        { 503, "ServiceUnavailable", null },
        { 429, "Throttled", null },
        { 403, "Forbidden", "ForbiddenByRbac" },
        { 404, "ResourceNotFound", null },
    };

    public void Dispose() => secret.Dispose();

    [Fact]
    public async Task A_vault_that_is_down_at_start_is_asked_again_until_it_answers()
    {
        vault.Fault = new RequestFailedException("connection refused");
        await secret.LoadAsync(default);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        clock.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        vault.Fault = null;
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
        Assert.Equal([LogLevel.Error, LogLevel.Information], log.Lines.Select(line => line.Level));
    }

    [Fact]
    public async Task Retries_are_spaced_ever_wider_up_to_a_minute_however_many_logins_ask()
    {
        vault.Fault = new RequestFailedException("connection refused");
        await secret.LoadAsync(default);
        for (var second = 0; second < 600; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        }

        // Doubling from 1 s to 60 s takes about a minute, then one to two a minute: without spacing it would be 600.
        Assert.InRange(vault.Reads, 12, 32);
    }

    [Fact]
    public async Task A_vault_call_that_hangs_is_given_up_and_made_again()
    {
        vault.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = secret.ReadAsync(default).AsTask();
        // The limit of the attempt; the refresh timer is not armed while a read is under way.
        await clock.WhenArmedAsync(1);
        clock.Advance(VaultTimes.Attempt);
        await Assert.ThrowsAsync<SecretUnavailableException>(() => waiting);
        vault.Held = null;
        await secret.LoadAsync(default);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_vault_that_fails_later_leaves_the_last_known_value_in_use(int status, string code, string? inner)
    {
        await secret.LoadAsync(default);
        vault.Fault = MockVault.Refusal(status, code, inner);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
        var line = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, line.Level);
    }

    [Theory]
    [MemberData(nameof(Withdrawals))]
    public async Task A_secret_taken_back_in_the_vault_stops_counting_at_the_next_refresh(int status, string code, string? inner)
    {
        await secret.LoadAsync(default);
        vault.Fault = MockVault.Refusal(status, code, inner);
        clock.Advance(VaultTimes.FreshFor);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        vault.Fault = null;
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
    }

    [Fact]
    public async Task An_expired_version_is_not_used()
    {
        vault.ExpiresOn = clock.GetUtcNow().AddMinutes(6);
        await secret.LoadAsync(default);
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
        clock.Advance(TimeSpan.FromMinutes(6) + VaultTimes.FreshFor);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
    }

    [Fact]
    public async Task A_version_that_is_not_valid_yet_waits_for_its_time()
    {
        vault.NotBefore = clock.GetUtcNow().AddMinutes(5);
        await secret.LoadAsync(default);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Value, (await secret.ReadAsync(default)).Current);
    }

    [Fact]
    public async Task An_empty_value_is_no_secret()
    {
        vault.Store("");
        await secret.LoadAsync(default);
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.ReadAsync(default));
    }

    [Theory]
    [InlineData(404, "SecretNotFound", null, "Missing")]
    [InlineData(403, "Forbidden", "ForbiddenByRbac", "Forbidden")]
    [InlineData(403, "Forbidden", "SecretDisabled", "Disabled")]
    public async Task An_unavailable_secret_is_told_in_one_line_that_names_it_and_a_remedy(int status, string code, string? inner, string fault)
    {
        vault.Fault = MockVault.Refusal(status, code, inner);
        await secret.LoadAsync(default);
        clock.Advance(TimeSpan.FromHours(1));
        var line = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Contains($"Secret {MockVault.Name} is unavailable: {fault} ({status} {code}). ", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_line_holds_a_value()
    {
        await secret.LoadAsync(default);
        vault.Store(Value + " too");
        clock.Advance(VaultTimes.FreshFor);
        vault.Fault = MockVault.Refusal(404, "SecretNotFound");
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(2, log.Lines.Count);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(Value, StringComparison.Ordinal));
    }
}
