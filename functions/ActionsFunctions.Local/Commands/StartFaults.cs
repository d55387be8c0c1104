using System.Net.Sockets;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands;

/// <summary>What can go wrong at a start, as lines and an exit code.</summary>
internal static class StartFaults
{
    public static async Task<int> ReportAsync(LocalConsole console, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (InvalidSettingsException invalid)
        {
            return console.Fail(ExitCode.Failed, invalid.Faults.Select(fault => fault.ToString()));
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            return console.Fail(ExitCode.Failed, $"{ListenAddress.UrlKey}: {fault.Message}");
        }
        catch (FormatException malformed)
        {
            return console.Fail(ExitCode.Failed, $"IdentityProviders: a credential cannot be used to sign: {malformed.Message}");
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
    }
}
