using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;

namespace ActionsFunctions.Tests.Local;

/// <summary>Starts local servers on free ports.</summary>
internal static class RunningServer
{
    public static Task<LocalServer> StartAsync(params (string Key, string? Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);
        all.TryAdd("Local:Url", "http://127.0.0.1:0");
        return LocalServer.StartAsync(all, new WebhookAppOptions(), CancellationToken.None);
    }
}
