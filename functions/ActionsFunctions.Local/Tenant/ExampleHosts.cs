namespace ActionsFunctions.Local.Tenant;

/// <summary>
/// The hosts that the flows under docs/examples name. Nobody can own them (RFC 2606 section 2), so that here they stand for the local
/// tenant, and the same file is valid in production.
/// </summary>
internal static class ExampleHosts
{
    private static readonly string[] Origins = ["https://backend.contoso.example/", "https://management.contoso.example/", "https://public.contoso.example/"];

    // Addresses only: an audience or a scope of the same name is what the tenant knows its API by.
    private static readonly string[] AddressKeys = ["Settings:Url", "Settings:Auth:TokenEndpoint"];

    /// <summary>The tenant's address for every address of the flow on one of these hosts.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> AtTenant(IConfigurationSection actions, Uri tenant)
    {
        foreach (var entry in actions.GetChildren())
        {
            foreach (var key in AddressKeys)
            {
                if (entry[key] is { } address && Origins.FirstOrDefault(origin => address.StartsWith(origin, StringComparison.OrdinalIgnoreCase)) is { } origin)
                    yield return new($"{entry.Path}:{key}", tenant + address[origin.Length..]);
            }
        }
    }
}
