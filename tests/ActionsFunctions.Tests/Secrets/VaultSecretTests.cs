using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Secrets;

public sealed class VaultSecretTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly MockVault vault;
    private readonly VaultSecret secret;

    public VaultSecretTests()
    {
        vault = new(clock);
        vault.Store("first");
        // Rotations in these tests are seen by the instance; FreshInstanceTests are about those that were not.
        clock.Advance(TimeSpan.FromDays(1));
        secret = new(MockVault.Name, new(() => vault.Client, clock), clock, log);
    }

    public void Dispose() => secret.Dispose();

    [Fact]
    public async Task A_secret_is_read_once_and_then_comes_from_memory()
    {
        await secret.LoadAsync(default);
        for (var login = 0; login < 100; login++)
        {
            var read = secret.ReadAsync(default);
            Assert.True(read.IsCompletedSuccessfully);
            Assert.Equal("first", (await read).Current);
        }

        Assert.Equal(1, vault.Reads);
        Assert.Equal(0, vault.Listings);
    }

    [Fact]
    public async Task Five_hundred_readers_at_once_make_one_vault_call()
    {
        vault.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var readers = new Task<SecretVersions>[500];
        Parallel.For(0, readers.Length, reader => readers[reader] = secret.ReadAsync(default).AsTask());
        vault.Held.SetResult();
        Assert.All(await Task.WhenAll(readers), versions => Assert.Equal("first", versions.Current));
        Assert.Equal(1, vault.Reads);
    }

    [Fact]
    public async Task A_reader_that_gives_up_does_not_end_the_read_of_the_others()
    {
        vault.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var impatience = new CancellationTokenSource();
        var impatient = secret.ReadAsync(impatience.Token).AsTask();
        var patient = secret.ReadAsync(default).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        vault.Held.SetResult();
        Assert.Equal("first", (await patient).Current);
        Assert.Equal(1, vault.Reads);
    }

    [Fact]
    public async Task A_value_is_refreshed_ahead_of_its_age_and_no_login_waits_for_it()
    {
        await secret.LoadAsync(default);
        vault.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var loaded = clock.GetTimestamp();
        while (vault.Reads == 1)
            clock.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(clock.GetElapsedTime(loaded), VaultTimes.RefreshAfter, VaultTimes.FreshFor - VaultTimes.Attempt);
        var read = secret.ReadAsync(default);
        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal("first", (await read).Current);
        vault.Held.SetResult();
    }

    [Fact]
    public async Task A_secret_nobody_reads_is_kept_fresh_without_crowding_the_vault()
    {
        await secret.LoadAsync(default);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.InRange(vault.Reads, 1 + 12, 1 + 15);
    }

    [Fact]
    public async Task A_rotated_out_value_counts_as_previous_for_its_period_of_grace()
    {
        await secret.LoadAsync(default);
        vault.Store("second");
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(new SecretVersions("second", "first"), await secret.ReadAsync(default));
        clock.Advance(VaultTimes.PreviousFor - VaultTimes.FreshFor);
        Assert.Equal("first", (await secret.ReadAsync(default)).Previous);
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(new SecretVersions("second"), await secret.ReadAsync(default));
        Assert.Equal(0, vault.Listings);
    }

    [Fact]
    public async Task Disabling_the_previous_version_ends_its_grace_at_the_next_refresh()
    {
        await secret.LoadAsync(default);
        vault.Store("second");
        clock.Advance(VaultTimes.FreshFor);
        vault.Disable("v1");
        clock.Advance(VaultTimes.FreshFor);
        Assert.Equal(new SecretVersions("second"), await secret.ReadAsync(default));
    }

    [Fact]
    public async Task A_new_version_with_the_same_value_rotates_nothing()
    {
        await secret.LoadAsync(default);
        var before = await secret.ReadAsync(default);
        vault.Store("first");
        clock.Advance(VaultTimes.FreshFor);
        Assert.Same(before, await secret.ReadAsync(default));
    }

    [Fact]
    public async Task Two_thousand_reads_during_rotations_never_fail_and_always_accept_old_and_new()
    {
        await secret.LoadAsync(default);
        var accepted = "first";
        for (var read = 1; read <= 2000; read++)
        {
            if (read % 100 == 0)
                vault.Store($"value {read}");
            clock.Advance(TimeSpan.FromSeconds(30));
            var reading = secret.ReadAsync(default);
            Assert.True(reading.IsCompletedSuccessfully);
            var versions = await reading;
            Assert.True(accepted.Equals(versions.Current, StringComparison.Ordinal) || accepted.Equals(versions.Previous, StringComparison.Ordinal));
            accepted = versions.Current;
        }

        Assert.Equal("value 2000", (await secret.RefreshAsync(default)).Current);
    }

    [Fact]
    public async Task Reads_on_many_threads_during_rotations_see_no_half_of_one()
    {
        await secret.LoadAsync(default);
        var done = false;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var read = 0; read < 500 || !Volatile.Read(ref done); read++)
            {
                var versions = await secret.ReadAsync(default);
                Assert.NotEqual(versions.Current, versions.Previous, StringComparer.Ordinal);
            }
        })).ToList();
        for (var rotation = 0; rotation < 200; rotation++)
        {
            vault.Store($"value {rotation}");
            clock.Advance(VaultTimes.FreshFor);
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
        Assert.Equal(new SecretVersions("value 199", "value 198"), await secret.ReadAsync(default));
    }

    [Fact]
    public async Task Nothing_is_read_any_more_after_the_end()
    {
        await secret.LoadAsync(default);
        secret.Dispose();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, vault.Reads);
        Assert.Equal(0, clock.ArmedTimers);
    }
}
