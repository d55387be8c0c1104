using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Recording;

/// <summary>Reads <c>PostLogin:Capture:{Folder,ContainerUri,Key,Percent,Most}</c>.</summary>
/// <param name="secrets">Where the key is read.</param>
/// <param name="upstreams">Makes the client of the container.</param>
/// <param name="identityClientId">Client id of the app's user-assigned identity; null for the system-assigned one.</param>
/// <param name="log">Where it is said that a recording failed.</param>
internal sealed class CaptureSettings(ISecretSource secrets, UpstreamClients upstreams, string? identityClientId, ILogger log)
{
    private const int DefaultMost = 100;

    /// <summary>The recorder, or null where nothing is configured or something is wrong, which is noted.</summary>
    public LoginRecorder? Read(SettingsReader postLogin)
    {
        var capture = postLogin.Section("Capture");
        if (!capture.Exists)
            return null;
        var sink = SinkOf(capture);
        capture.Required("Key");
        var key = capture.Secret("Key", secrets);
        var percent = capture.Number("Percent", 1, 1, 100);
        var most = capture.Number("Most", DefaultMost, 1, 10_000);
        capture.RejectUnknown();
        return key is null || sink is null || postLogin.Faults.All.Count > 0 ? null : new(sink, key, percent, most, log);
    }

    private IRecordingSink? SinkOf(SettingsReader capture)
    {
        var folder = capture.Text("Folder");
        if (capture.Text("ContainerUri") is null)
        {
            if (folder is null)
                capture.Fault("Folder", "is required, or ContainerUri");
            return folder is null ? null : new FolderSink(folder);
        }

        var before = capture.Faults.All.Count;
        var container = capture.Url("ContainerUri", otherwise: null);
        if (capture.Faults.All.Count > before)
            return null;
        if (folder is not null)
            capture.Fault("ContainerUri", "cannot be given beside Folder");
        else if (container.Query.Length > 0 || container.AbsolutePath.Trim('/').Length == 0)
            capture.Fault("ContainerUri", "must be the address of a container, without a query: access is by the app's identity");
        return new ContainerSink(upstreams.Container(container, identityClientId));
    }
}
