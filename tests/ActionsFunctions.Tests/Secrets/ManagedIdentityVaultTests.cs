using ActionsFunctions.Secrets;
using Azure.Security.KeyVault.Secrets;

namespace ActionsFunctions.Tests.Secrets;

public sealed class ManagedIdentityVaultTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("5a5a5a5a-0000-4000-8000-000000000001")]
    public void The_client_is_for_the_configured_vault_and_contacts_nobody(string? clientId) =>
        Assert.Equal(new Uri("https://vault.contoso.example/"), ManagedIdentityVault.Create(new("https://vault.contoso.example"), clientId).VaultUri);

    [Fact]
    public void A_read_is_retried_once_and_quickly()
    {
        var retry = new SecretClientOptions().Retry;
        ManagedIdentityVault.Hurry(retry);
        Assert.Equal((1, TimeSpan.FromSeconds(3)), (retry.MaxRetries, retry.NetworkTimeout));
        Assert.True(retry.MaxDelay < TimeSpan.FromSeconds(1));
    }
}
