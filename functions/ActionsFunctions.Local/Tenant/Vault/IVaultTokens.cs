namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>Who gets tokens for the vault, and which tokens count there.</summary>
internal interface IVaultTokens
{
    /// <summary>A token for the holder of these client credentials; null where they are wrong.</summary>
    string? Issue(string clientId, string clientSecret);

    /// <summary>True for a token in force that was issued for the vault.</summary>
    bool Accepts(string token);
}
