using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Settings;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary><c>IdentityProviders:Entra</c>.</summary>
/// <param name="TenantId">The tenant, as a lower-case GUID.</param>
/// <param name="Audience">The exact <c>aud</c>: the client id (version 2.0 tokens) or the identifier URI (1.0) of our app registration.</param>
/// <param name="MetadataAddress">The tenant's discovery document.</param>
/// <param name="AllowedCallers">App ids that may call.</param>
/// <param name="OnDeny">What a refusal becomes.</param>
internal sealed record EntraSettings(string TenantId, string Audience, Uri MetadataAddress, IReadOnlyList<string> AllowedCallers, OnDeny OnDeny)
{
    /// <summary>Microsoft's "Azure AD Authentication Extensions", which makes the calls in every tenant.</summary>
    public const string AuthenticationExtensions = "99045fe1-7639-4a75-9d4a-577b6ca3810f";

    /// <summary>Reads the settings; mistakes are noted with their keys.</summary>
    public static EntraSettings Read(SettingsReader from)
    {
        var tenantId = AsGuid(from, from.Key(nameof(TenantId)), from.Required(nameof(TenantId)));
        var callers = from.Texts(nameof(AllowedCallers))
            .Select((caller, index) => AsGuid(from, $"{from.Key(nameof(AllowedCallers))}:{index}", caller))
            .ToArray();
        var settings = new EntraSettings(
            tenantId,
            from.Required(nameof(Audience)),
            Metadata(from, tenantId),
            callers is [] ? [AuthenticationExtensions] : callers,
            OnDenySettings.Read(from));
        from.RejectUnknown();
        return settings;
    }

    // Tokens carry ids in lower case and are compared exactly.
    private static string AsGuid(SettingsReader from, string key, string text)
    {
        if (Guid.TryParseExact(text, "D", out var id))
            return id.ToString();
        if (text.Length > 0)
            from.Faults.Add(key, "must be a GUID, written xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        return "";
    }

    private static Uri Metadata(SettingsReader from, string tenantId)
    {
        var workforce = new Uri($"https://login.microsoftonline.com/{tenantId}/v2.0/.well-known/openid-configuration");
        if (from.Text(nameof(MetadataAddress)) is not { } text)
            return workforce;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && OpenIdMetadata.IsAllowed(address))
            return address;
        from.Fault(nameof(MetadataAddress), "must be an https address (http only for loopback)");
        return workforce;
    }
}
