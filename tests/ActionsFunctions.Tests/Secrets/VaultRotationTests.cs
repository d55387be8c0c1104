using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Azure;

namespace ActionsFunctions.Tests.Secrets;

public sealed class VaultRotationTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly MockVault vault;
    private readonly VaultSecret secret;

    public VaultRotationTests()
    {
        vault = new(clock);
        secret = new(MockVault.Name, new(() => vault.Client, clock), clock, log);
        vault.Store("oldest");
        clock.Advance(TimeSpan.FromDays(1));
        vault.Store("first");
        clock.Advance(TimeSpan.FromDays(1));
    }

    public void Dispose() => secret.Dispose();

    [Fact]
    public async Task A_fresh_instance_accepts_the_version_rotated_out_before_it_started_until_the_same_moment()
    {
        vault.Store("second");
        clock.Advance(TimeSpan.FromMinutes(20));
        await secret.LoadAsync(default);
        Assert.Equal(new SecretVersions("second", "first"), await secret.ReadAsync(default));
        clock.Advance(VaultTimes.PreviousFor - TimeSpan.FromMinutes(21));
        Assert.Equal("first", (await secret.ReadAsync(default)).Previous);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new SecretVersions("second"), await secret.ReadAsync(default));
        Assert.Equal(1, vault.Listings);
    }

    [Fact]
    public async Task A_fresh_instance_does_not_accept_a_disabled_version()
    {
        vault.Store("second");
        vault.Disable("v2");
        await secret.LoadAsync(default);
        Assert.Equal("oldest", (await secret.ReadAsync(default)).Previous);
    }

    [Fact]
    public async Task Without_the_permission_to_list_versions_the_current_one_still_counts()
    {
        vault.Store("second");
        vault.ListingFault = MockVault.Refusal(403, "Forbidden", "ForbiddenByRbac");
        await secret.LoadAsync(default);
        Assert.Equal(new SecretVersions("second"), await secret.ReadAsync(default));
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(1, vault.Listings);
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task A_lookup_of_the_previous_version_that_found_no_vault_is_made_again()
    {
        vault.Store("second");
        vault.ListingFault = new RequestFailedException("connection refused");
        await secret.LoadAsync(default);
        vault.ListingFault = null;
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(new SecretVersions("second", "first"), await secret.ReadAsync(default));
    }

    [Fact]
    public async Task A_mismatch_finds_a_rotation_that_was_not_noticed_yet()
    {
        await secret.LoadAsync(default);
        vault.Store("second");
        Assert.Equal(new SecretVersions("second", "first"), await secret.RefreshAsync(default));
    }

    [Fact]
    public async Task A_mismatch_without_a_rotation_gives_the_same_versions_so_that_nothing_is_compared_twice()
    {
        await secret.LoadAsync(default);
        var before = await secret.ReadAsync(default);
        Assert.Same(before, await secret.RefreshAsync(default));
        Assert.Equal(2, vault.Reads);
    }

    [Fact]
    public async Task A_flood_of_mismatches_makes_one_vault_call_in_ten_seconds()
    {
        await secret.LoadAsync(default);
        for (var second = 0; second < 30; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => secret.RefreshAsync(default).AsTask()));
            // Up to here the flight of this second may not have let go of its timer.
            await secret.LoadAsync(default);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1 + 3, vault.Reads);
    }

    [Fact]
    public async Task A_mismatch_waits_for_a_slow_vault_no_longer_than_a_second()
    {
        await secret.LoadAsync(default);
        vault.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var armed = clock.ArmedTimers;
        var asked = secret.RefreshAsync(default).AsTask();
        // The wait's own limit and the attempt's.
        await clock.WhenArmedAsync(armed + 2);
        clock.Advance(VaultTimes.RefreshWait);
        Assert.Equal("first", (await asked).Current);
        vault.Held.SetResult();
    }

    [Fact]
    public async Task A_mismatch_before_anything_was_read_says_unavailable_while_the_vault_is_down()
    {
        vault.Fault = new RequestFailedException("connection refused");
        await Assert.ThrowsAsync<SecretUnavailableException>(async () => await secret.RefreshAsync(default));
    }

    [Fact]
    public async Task A_literal_has_nothing_to_refresh()
    {
        ISecret literal = new LiteralSecret("value");
        Assert.Same(await literal.ReadAsync(default), await literal.RefreshAsync(default));
    }
}
