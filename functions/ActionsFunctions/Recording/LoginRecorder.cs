using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Recording;

/// <summary>
/// Records some logins of a running app as files, redacted: <c>PostLogin:Capture:{Folder,Key,Percent,Most}</c>. After the answer, and at most so many: the folder
/// cannot fill up, and a login neither waits for it nor fails by it.
/// </summary>
/// <param name="sink">Where files go.</param>
/// <param name="key">The key of the pseudonyms.</param>
/// <param name="percent">How many of 100 logins.</param>
/// <param name="most">How many in all.</param>
/// <param name="log">Where it is said that a recording failed.</param>
internal sealed partial class LoginRecorder(IRecordingSink sink, ISecret key, int percent, int most, ILogger log)
{
    private const int DefaultMost = 100;
    private int begun = sink.Count;

    /// <summary>The recorder, or null where nothing is configured.</summary>
    public static LoginRecorder? Read(SettingsReader postLogin, ISecretSource secrets, ILogger log)
    {
        var capture = postLogin.Section("Capture");
        if (!capture.Exists)
            return null;
        var folder = capture.Required("Folder");
        capture.Required("Key");
        var key = capture.Secret("Key", secrets);
        var percent = capture.Number("Percent", 1, 1, 100);
        var most = capture.Number("Most", DefaultMost, 1, 10_000);
        capture.RejectUnknown();
        return key is null || folder.Length == 0 ? null : new(new FolderSink(folder), key, percent, most, log);
    }

    /// <summary>Sees a login that came to an answer.</summary>
    public void Observe(LoginReport report)
    {
        if (Random.Shared.Next(100) < percent && Volatile.Read(ref begun) < most && Interlocked.Increment(ref begun) <= most)
            _ = Task.Run(() => RecordAsync(report));
    }

    private async Task RecordAsync(LoginReport report)
    {
        try
        {
            var secret = (await key.ReadAsync(CancellationToken.None)).Current;
            var login = await RecordedLogin.OfAsync(report, Pseudonyms.Of(secret), CancellationToken.None);
            await sink.WriteAsync($"{report.CorrelationId}.login.json", RecordedLoginFile.Write(login));
        }
        catch (Exception fault)
        {
            RecordingFailed(log, SafeText.TypeOf(fault), SafeText.Id(report.CorrelationId));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A login could not be recorded: {Exception} id={CorrelationId}")]
    private static partial void RecordingFailed(ILogger log, SafeText exception, SafeText correlationId);
}
