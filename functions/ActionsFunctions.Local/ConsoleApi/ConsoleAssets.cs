using System.Collections.Frozen;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>A file of the page.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record ConsoleAsset(string ContentType, ReadOnlyMemory<byte> Body);

/// <summary>
/// The files of the folder Console, carried in the assembly: the page works offline and from anywhere, and no path of a request ever reaches a
/// file system.
/// </summary>
internal static class ConsoleAssets
{
    /// <summary>The page itself.</summary>
    public const string Page = "/";

    private const string Prefix = "Console/";
    private const string PageFile = "index.html";

    private static readonly Lazy<FrozenDictionary<string, ConsoleAsset>> All = new(Load);

    /// <summary>The file at a path, or null.</summary>
    public static ConsoleAsset? Find(string path) => All.Value.GetValueOrDefault(path);

    private static FrozenDictionary<string, ConsoleAsset> Load()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(PathOf, name => Read(assembly.GetManifestResourceStream(name)!, name), StringComparer.Ordinal);
    }

    private static string PathOf(string resource) => resource == Prefix + PageFile ? Page : "/console/" + resource[Prefix.Length..];

    private static ConsoleAsset Read(Stream resource, string name)
    {
        using (resource)
        {
            var body = new byte[resource.Length];
            resource.ReadExactly(body);
            return new(ContentTypeOf(name), body);
        }
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}
