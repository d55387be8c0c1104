using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Sharing;

/// <summary>The section <c>Cache:Redis</c>: where the shared cache is, and how to authenticate there.</summary>
/// <param name="EndPoint">Host and port; TLS, with the app's managed identity. Null where there is a connection string.</param>
/// <param name="ConnectionString">A connection string in its place.</param>
/// <param name="IdentityClientId">Client id of a user-assigned identity; null: the system-assigned one.</param>
public sealed record RedisSettings(string? EndPoint, ISecret? ConnectionString, string? IdentityClientId)
{
    internal static RedisSettings? Read(SettingsReader reader, ISecretSource secrets, string? identityClientId)
    {
        if (!reader.Exists)
            return null;
        var endPoint = reader.Text("EndPoint");
        var connectionString = reader.Secret("ConnectionString", secrets);
        if (reader.Text("ConnectionString") is null == endPoint is null)
            reader.Fault("EndPoint", "either EndPoint or ConnectionString is required, and not both");
        else if (endPoint is not null && !IsEndPoint(endPoint))
            reader.Fault("EndPoint", "must be a host and a port, such as <name>.<region>.redis.azure.net:10000");
        reader.RejectUnknown();
        return new(endPoint, connectionString, identityClientId);
    }

    private static bool IsEndPoint(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && Uri.CheckHostName(text[..colon]) != UriHostNameType.Unknown && ushort.TryParse(text.AsSpan(colon + 1), out _);
}
