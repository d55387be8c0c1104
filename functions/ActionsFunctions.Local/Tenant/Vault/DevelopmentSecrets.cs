using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>What the local vault holds when it starts: the secrets of the tenant's own clients, so that a <c>keyvault:</c> reference can be tried at once.</summary>
internal static class DevelopmentSecrets
{
    /// <summary>The secret of the product's client at the token endpoint, for Graph.</summary>
    public const string GraphClientSecret = "graph-client-secret";

    /// <summary>The same client's secret, for the backend.</summary>
    public const string BackendClientSecret = "backend-client-secret";

    /// <summary>The same client's secret, for the management API.</summary>
    public const string ManagementClientSecret = "management-client-secret";

    /// <summary>What is shared with the page of the terms of service.</summary>
    public const string TermsPageSecret = "terms-page-secret";

    public static void StoreIn(VaultStore store)
    {
        store.Rotate(GraphClientSecret, RegisteredClients.App.Secret);
        store.Rotate(BackendClientSecret, RegisteredClients.App.Secret);
        store.Rotate(ManagementClientSecret, RegisteredClients.App.Secret);
        store.Rotate(TermsPageSecret, "local-development-only-shared-with-the-page");
    }
}
