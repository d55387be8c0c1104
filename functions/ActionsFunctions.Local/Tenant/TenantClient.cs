using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant;

/// <summary>The settings that make the product a client of the local tenant.</summary>
internal static class TenantClient
{
    private const string BackendType = "backend-profile";

    public static IReadOnlyDictionary<string, string?> GraphSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Graph:BaseUrl"] = new Uri(tenant, "v1.0").ToString(),
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TokenEndpoint"] = TokenEndpoint.Of(tenant).ToString(),
        ["Graph:TenantId"] = TokenEndpoint.TenantId,
        ["Graph:ClientId"] = RegisteredClients.App.Id,
        ["Graph:ClientSecret"] = RegisteredClients.App.Secret,
    };

    /// <summary>
    /// The tenant's backend for every backend-profile entry of the flow that names no Url. Found by type in the flow as read:
    /// a flow of the user's own may have any other action at that index.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> BackendDefaults(IConfigurationSection actions, Uri tenant)
    {
        foreach (var entry in actions.GetChildren())
        {
            var type = entry["Type"] is { Length: > 0 } named ? named : entry["Name"];
            if (type != BackendType || !string.IsNullOrEmpty(entry["Settings:Url"]))
                continue;
            foreach (var (key, value) in BackendSettings(tenant))
            {
                if (string.IsNullOrEmpty(entry[$"Settings:{key}"]))
                    yield return new($"{entry.Path}:Settings:{key}", value);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> BackendSettings(Uri tenant) =>
    [
        new("Url", tenant + "users/by-email/{user.email}"),
        new("Auth:TokenEndpoint", TokenEndpoint.Of(tenant).ToString()),
        new("Auth:ClientId", RegisteredClients.App.Id),
        new("Auth:ClientSecret", RegisteredClients.App.Secret),
        new("Auth:Scope", Resource.Backend.DefaultScope),
    ];
}
