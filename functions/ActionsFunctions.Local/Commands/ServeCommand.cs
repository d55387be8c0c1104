using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands;

/// <summary>No arguments: serve until stopped.</summary>
internal static class ServeCommand
{
    public static LocalCommand Command { get; } = new(
        "", "", $"serve on {ListenAddress.DefaultUrl} (setting {ListenAddress.UrlKey}) beside a local tenant, until Ctrl-C", new([], [], []), RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken)
    {
        using var log = console.OpenLog(LogLevel.Information);
        var options = new WebhookAppOptions { Clock = console.Clock, Log = log };
        return await StartFaults.ReportAsync(console, async () =>
        {
            await using var server = await LocalServer.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal), options, cancellationToken);
            Announce(server, console.Out);
            var stopped = new TaskCompletionSource();
            await using var stop = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            return ExitCode.Done;
        });
    }

    private static void Announce(LocalServer server, TextWriter to)
    {
        var developers = LocalSettings.DevelopmentProviders(server.Settings, server.Tenant.Address).ToList();
        to.WriteLine($"Serving {new Uri(server.Address, "api/post-login")}/{{{string.Join('|', ProviderSimulators.All.Select(simulator => simulator.Route))}}}");
        to.WriteLine($"Local tenant at {server.Tenant.Address} with {string.Join(", ", StaffDirectory.People.Select(person => person.Name))}");
        if (developers.Count > 0)
            to.WriteLine($"Development credentials are in use for {string.Join(", ", developers)}: everybody knows them.");
        to.WriteLine("Ctrl-C stops.");
    }
}
