using System.Diagnostics;

namespace ActionsFunctions.Benchmarks.Servers;

/// <summary>A server in a process of its own. It prints its address, and then <c>ready</c>.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use, MB.</summary>
    public double WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1_048_576.0;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="waitUntilReady">False: returns as soon as it listens.</param>
    public static async Task<ServerProcess> StartAsync(string command, IEnumerable<string> arguments, bool waitUntilReady = true)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        // As the machine is: settings of the shell that this runs in are not those of a server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) && name != "DOTNET_ROOT").ToList())
            start.Environment.Remove(name);
        var server = Process.Start(start)!;
        var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{command} did not start.");
        while (waitUntilReady && await server.StandardOutput.ReadLineAsync() is not ("ready" or null))
        {
            // Whatever else it says.
        }

        return new(server, new(address));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
