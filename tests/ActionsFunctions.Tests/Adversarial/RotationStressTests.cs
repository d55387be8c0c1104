using System.Collections.Concurrent;
using System.Globalization;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;
using ActionsFunctions.Tests.IdentityProviders.Entra;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Secrets and keys that are rotated while many threads use them.</summary>
public sealed class RotationStressTests
{
    private static readonly EntraSigningKey Stays = EntraSigningKey.New("stays");

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_rotated_secret_never_goes_back_fails_nobody_and_is_read_by_one_at_a_time(int seed)
    {
        var clock = new ManualTimeProvider();
        var vault = new RotatedVault(clock);
        using var secret = new VaultSecret(RotatedVault.Secret, new(() => vault, clock), clock, NullLogger.Instance);
        await secret.LoadAsync(CancellationToken.None);
        var faults = new ConcurrentQueue<string>();
        await ManyThreads.RunAsync(seed, async random =>
        {
            var known = Current(await secret.ReadAsync(CancellationToken.None));
            if (random.Next(40) == 0)
                vault.Rotate();
            if (random.Next(40) == 0)
                clock.Advance(TimeSpan.FromSeconds(random.Next(400)));
            var versions = await (random.Next(10) == 0 ? secret.RefreshAsync(CancellationToken.None) : secret.ReadAsync(CancellationToken.None));
            if (Current(versions) < known || (versions.Previous is { } previous && int.Parse(previous, CultureInfo.InvariantCulture) >= Current(versions)))
                faults.Enqueue($"seed {seed}: {versions} after {known}");
        }, steps: 1_500);
        Assert.Empty(faults);
        Assert.Equal(1, vault.MostAtOnce);
        Assert.True(vault.Newest > 100, $"seed {seed}: {vault.Newest} rotations");
        // The read that may still be under way began before the last rotation.
        await secret.RefreshAsync(CancellationToken.None);
        clock.Advance(VaultTimes.RefreshSpacing);
        Assert.Equal(vault.Newest, Current(await secret.RefreshAsync(CancellationToken.None)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Keys_that_come_and_go_keep_no_caller_out_whose_key_stays(int seed)
    {
        var clock = new ManualTimeProvider();
        var authority = new EntraAuthority(Stays);
        await using var server = await MetadataServer.StartAsync(authority);
        var provider = EntraUnderTest.Provider(server.MetadataAddress, clock);
        await provider.LoadCredentialsAsync(CancellationToken.None);
        var forge = new TokenForge(Stays, clock.GetUtcNow());
        var claims = forge.Claims();
        claims["exp"] = forge.Now + (24 * 3600);
        var right = forge.Sign(forge.Header(), claims);
        var header = forge.Header();
        header["kid"] = "nobody's";
        var unknown = forge.Sign(header, claims);
        var verdicts = new ConcurrentBag<(bool IsRight, CallerVerdict Verdict)>();
        await ManyThreads.RunAsync(
            seed,
            async random =>
            {
                var isRight = random.Next(3) > 0;
                verdicts.Add((isRight, await provider.AuthenticateAsync("Bearer " + (isRight ? right : unknown))));
                if (random.Next(15) == 0)
                    authority.Publish(random.Next(2) == 0 ? [Stays] : [TokenForge.Stranger, Stays]);
                // Far less than a day in all: no key gets old without a chance to be renewed.
                if (random.Next(15) == 0)
                    clock.Advance(TimeSpan.FromMinutes(random.Next(15)));
            },
            steps: 60);
        Assert.All(verdicts, seen => Assert.Equal((seed, seen.IsRight ? CallerVerdict.Accepted : CallerVerdict.Mismatch), (seed, seen.Verdict)));
    }

    private static int Current(SecretVersions versions) => int.Parse(versions.Current, CultureInfo.InvariantCulture);
}
