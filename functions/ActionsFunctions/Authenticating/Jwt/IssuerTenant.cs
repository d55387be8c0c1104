namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>The tenant in an issuer such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
internal static class IssuerTenant
{
    private const string Template = "{tenantid}";

    /// <summary>The issuer with the tenant filled in where the document is one for all tenants.</summary>
    public static string Fill(string issuer, string tenantId) => issuer.Replace(Template, tenantId, StringComparison.OrdinalIgnoreCase);

    /// <summary>True where the path of the issuer names a tenant other than this one.</summary>
    public static bool IsOther(string? issuer, string tenantId)
    {
        foreach (var part in (issuer ?? "").Split('/'))
        {
            if (Guid.TryParseExact(part, "D", out _) && !string.Equals(part, tenantId, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
