using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Upstreams;

/// <summary>Reads addresses out of settings. The hosts written there, and no others, are ever called.</summary>
public static class UrlSettings
{
    private static readonly Uri Nowhere = new("https://localhost/");

    /// <summary>An absolute URL: https, or http for loopback. A mistake is noted; then, and where absent without a default, it is a stand-in that counts for nothing.</summary>
    public static Uri Url(this SettingsReader from, string name, string? otherwise)
    {
        ArgumentNullException.ThrowIfNull(from);
        var text = otherwise is null ? from.Required(name) : from.Text(name) ?? otherwise;
        if (text.Length == 0)
            return Nowhere;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            from.Fault(name, "must be an absolute URL");
        else if (EventTemplateUri.UrlFault(url) is { } fault)
            from.Fault(name, fault);
        else
            return url;
        return Nowhere;
    }

    /// <summary>A required URL with event values, such as <c>https://crm.contoso.example/people/{user.email}</c>; null where wrong, which is noted.</summary>
    /// <param name="from">The settings.</param>
    /// <param name="name">The setting.</param>
    /// <param name="text">The whole template; null to read it from the setting.</param>
    public static EventTemplateUri? UrlTemplate(this SettingsReader from, string name, string? text = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        text ??= from.Required(name);
        if (text.Length == 0)
            return null;
        if (EventTemplate.TryParse(text, out var template, out var fault) && EventTemplateUri.TryCreate(template, out var uri, out fault))
            return uri;
        from.Fault(name, fault);
        return null;
    }
}
