namespace ActionsFunctions.Azure.HttpModels;

/// <summary>The <c>routePrefix</c> of host.json, which the core does not see.</summary>
public static class RoutePrefix
{
    /// <summary>The prefix, with its leading slash.</summary>
    public const string Path = "/api";

    /// <summary>The part of <paramref name="path"/> below the prefix. The host matches routes without regard to case.</summary>
    public static string Below(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase) ? path[Path.Length..] : path;
    }

    /// <summary>
    /// The path percent-decoded but for encoded slashes, as Kestrel does it. To the host they end no segment: <c>post-login%2Fauth0</c> is the function
    /// for every other route, whose key must not open a login.
    /// </summary>
    public static string Decode(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
    }
}
