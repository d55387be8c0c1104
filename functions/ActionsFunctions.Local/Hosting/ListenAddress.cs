using System.Net;
using ActionsFunctions.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActionsFunctions.Local.Hosting;

/// <summary>Where the server listens: <c>Local:Url</c>, an http address. Loopback only, unless <c>Local:FunctionKey</c> guards it.</summary>
/// <param name="Address">The IP address; null for both loopback addresses.</param>
/// <param name="Port">The port; 0 for a free one.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    public const string UrlKey = "Local:Url";
    public const string FunctionKeyKey = "Local:FunctionKey";
    public const string DefaultUrl = "http://127.0.0.1:7071";

    /// <exception cref="InvalidSettingsException">The address cannot be listened on, or is open to others without a key.</exception>
    public static ListenAddress Of(IConfiguration settings)
    {
        var faults = new SettingFaults();
        var found = Parse(settings[UrlKey] ?? DefaultUrl);
        if (found is null)
            faults.Add(UrlKey, $"must be an address such as {DefaultUrl}: http, an IP address or localhost, a port, no path");
        else if (found.Address is { } address && !IPAddress.IsLoopback(address) && string.IsNullOrEmpty(settings[FunctionKeyKey]))
            faults.Add(UrlKey, $"is open to other machines: set {FunctionKeyKey}, or listen on 127.0.0.1");
        if (settings[FunctionKeyKey]?.StartsWith("keyvault:", StringComparison.Ordinal) is true)
            faults.Add(FunctionKeyKey, "must be the key itself: it is not read from the vault");
        faults.ThrowIfAny();
        return found!;
    }

    public void Apply(KestrelServerOptions options)
    {
        // The core answers 413 by Content-Length, before a byte is read; Kestrel's own limit would answer in another form.
        options.Limits.MaxRequestBodySize = null;
        if (Address is null)
            options.ListenLocalhost(Port);
        else
            options.Listen(Address, Port);
    }

    private static ListenAddress? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
            return null;
        if (url.Host == "localhost")
            return url.Port == 0 ? null : new(null, url.Port);
        return IPAddress.TryParse(url.DnsSafeHost, out var address) ? new(address, url.Port) : null;
    }
}
