using System.Security.Cryptography;
using ActionsFunctions.Local.Tenant.Vault;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>A signing secret in a real vault over https is rotated while logins arrive, some callers already signing with the new one, some still with the old.</summary>
public sealed class LoginsDuringRotationTests
{
    private const int Logins = 2_000;
    private const int Rotations = 10;
    private const string Name = "auth0-signing-secret";

    [Fact]
    public async Task Not_one_of_2000_logins_fails_while_the_secret_is_rotated()
    {
        await using var vault = await LocalVault.StartAsync(TimeProvider.System, tokens: null, CancellationToken.None);
        string previous, current = NewSecret();
        vault.Store.Rotate(Name, current);
        await using var app = new TestApp(
            [new("KeyVault:VaultUri", vault.Address.ToString()), new("IdentityProviders:Auth0:SigningSecrets:0", "keyvault:" + Name)], [], vault.CreateClient);
        await app.App.WarmUpAsync(CancellationToken.None);
        var answered = 0;
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            (previous, current) = (current, NewSecret());
            vault.Store.Rotate(Name, current);
            // A mismatch asks the vault at most once in ten seconds.
            app.Clock.Advance(TimeSpan.FromSeconds(11));
            var statuses = await Task.WhenAll(Enumerable.Range(0, Logins / Rotations).Select(async login =>
                (await app.SendAsync(app.Login(secret: login % 2 == 0 ? current : previous))).Status));
            Assert.All(statuses, status => Assert.Equal(200, status));
            answered += statuses.Length;
        }

        Assert.Equal(Logins, answered);
        Assert.Equal(401, (await app.SendAsync(app.Login(secret: NewSecret()))).Status);
    }

    private static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
