using ActionsFunctions.Observing;
using ActionsFunctions.Recording;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Records the login that was just played, redacted, for <c>replay</c>.</summary>
internal static class LoginRecording
{
    private const string KeyKey = "PostLogin:Capture:Key";

    /// <exception cref="InvalidSettingsException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, LoginReport report, IConfiguration settings, CancellationToken cancellationToken)
    {
        var key = settings[KeyKey] is { Length: > 0 } secret && !secret.StartsWith("keyvault:", StringComparison.Ordinal) ? Pseudonyms.Of(secret) : Pseudonyms.OfThisFile();
        var login = await RecordedLogin.OfAsync(report, key, cancellationToken);
        try
        {
            await File.WriteAllBytesAsync(path, RecordedLoginFile.Write(login).ToArray(), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingsException([new("--record", $"cannot be written: {fault.Message}")]);
        }
    }
}
