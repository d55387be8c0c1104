using ActionsFunctions.Secrets;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.Remote;

/// <summary>Settings of <see cref="RemoteAction"/>.</summary>
/// <param name="Url">The address of the action: https, or http for loopback.</param>
/// <param name="FunctionKey">Sent as <c>x-functions-key</c>; null: none.</param>
public sealed record RemoteSettings(Uri Url, ISecret? FunctionKey)
{
    internal static RemoteSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var read = new RemoteSettings(reader.Url("Url", otherwise: null), settings.Secret(reader, "FunctionKey"));
        reader.RejectUnknown();
        return read;
    }
}
