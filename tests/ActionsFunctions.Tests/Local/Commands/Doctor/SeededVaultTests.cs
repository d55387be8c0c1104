using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Tenant.Vault;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededVaultTests
{
    private const string Key = "IdentityProviders:Okta:AuthorizationSecrets:0";
    private static readonly (string, string)[] Refers = [(Key, "keyvault:okta-secret")];

    [Fact]
    public async Task A_secret_that_is_there_and_lasts_gives_no_finding()
    {
        var examined = await Examined.LocalServerAsync(tenant => Store(tenant.Vault), Refers);
        examined.Says("vault-reachable", Health.Ok);
        examined.Says("secret-readable", Health.Ok);
        examined.Says("secret-expiry", Health.Ok);
        examined.FailsOnly();
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        var examined = await Examined.LocalServerAsync(Refers);
        examined.Says("secret-readable", Health.Fail, Key, "okta-secret", "Create the secret");
        examined.FailsOnly("secret-readable");
    }

    [Fact]
    public async Task A_disabled_secret_is_named()
    {
        var examined = await Examined.LocalServerAsync(tenant => tenant.Vault.Store.Disable("okta-secret", Store(tenant.Vault)), Refers);
        examined.Says("secret-readable", Health.Fail, Key, "Enable");
    }

    [Fact]
    public async Task A_secret_that_the_identity_may_not_read_is_named_with_the_role()
    {
        var examined = await Examined.LocalServerAsync(
            tenant =>
            {
                Store(tenant.Vault);
                tenant.Vault.Store.Permit("okta-secret", allowed: false);
            },
            Refers);
        examined.Says("secret-readable", Health.Fail, Key, "Key Vault Secrets User");
    }

    [Fact]
    public async Task A_secret_that_is_not_valid_yet_is_named()
    {
        var examined = await Examined.LocalServerAsync(tenant => Limit(tenant.Vault, TimeSpan.FromDays(1), TimeSpan.FromDays(90)), Refers);
        examined.Says("secret-readable", Health.Fail, Key, "is not valid yet");
    }

    [Fact]
    public async Task An_expired_secret_is_named()
    {
        var examined = await Examined.LocalServerAsync(tenant => Limit(tenant.Vault, TimeSpan.FromDays(-9), TimeSpan.FromDays(-1)), Refers);
        examined.Says("secret-expiry", Health.Fail, Key, "has expired");
        examined.FailsOnly("secret-expiry");
    }

    [Fact]
    public async Task A_secret_that_expires_soon_is_a_warning_with_the_day()
    {
        var examined = await Examined.LocalServerAsync(tenant => Limit(tenant.Vault, TimeSpan.FromDays(-9), TimeSpan.FromDays(20)), Refers);
        examined.Says("secret-expiry", Health.Warn, Key, $"{TimeProvider.System.GetUtcNow().AddDays(20):yyyy-MM-dd}");
        examined.FailsOnly();
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_is_named_once()
    {
        var examined = await Examined.LocalServerAsync(tenant => tenant.Vault.Down = true, Refers);
        examined.Says("vault-reachable", Health.Fail, "KeyVault:VaultUri", "503");
        examined.FailsOnly("vault-reachable");
    }

    [Fact]
    public async Task A_reference_without_a_vault_is_named()
    {
        (await Examined.LocalServerAsync((Key, "keyvault:okta-secret"), ("KeyVault:VaultUri", ""))).Says("settings", Health.Fail, Key, "KeyVault:VaultUri");
    }

    private static string Store(LocalVault vault) => vault.Store.Rotate("okta-secret", "a secret of the vault");

    private static void Limit(LocalVault vault, TimeSpan begin, TimeSpan end)
    {
        var now = TimeProvider.System.GetUtcNow();
        vault.Store.Limit("okta-secret", Store(vault), now + begin, now + end);
    }
}
