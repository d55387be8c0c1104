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
}
