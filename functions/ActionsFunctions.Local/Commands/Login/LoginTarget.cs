using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>The server that a login is sent to: one of its own on free ports, or one that runs already.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Settings">Where the credentials are.</param>
/// <param name="Server">The own server, or null.</param>
internal sealed record LoginTarget(Uri Address, IConfiguration Settings, LocalServer? Server) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, string?> FreePort = new(StringComparer.Ordinal) { [ListenAddress.UrlKey] = "http://127.0.0.1:0" };

    public static async Task<LoginTarget> OpenAsync(Uri? url, WebhookAppOptions options, CancellationToken cancellationToken)
    {
        if (url is not null)
            return new(url, LocalSettings.Credentials(url), null);
        var server = await LocalServer.StartAsync(FreePort, options, cancellationToken);
        await ReadyAsync(server.WarmUp, server.Address, options.Clock, cancellationToken);
        return new(server.Address, server.Settings, server);
    }

    /// <summary>Waits as a platform does, which sends logins to an instance that is ready; one that never gets ready is worth seeing, too.</summary>
    public static async Task ReadyAsync(Task warmUp, Uri server, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.WhenAny(warmUp, Task.Delay(Patience, clock, cancellationToken));
        await ProbeAsync(server, cancellationToken);
    }

    /// <summary>The provider's route below the address.</summary>
    public Uri RouteOf(IProviderSimulator simulator) => RouteBelow(Address, $"post-login/{simulator.Route}");

    /// <summary>A route below the address of a server, which may end in /api already.</summary>
    public static Uri RouteBelow(Uri address, string route)
    {
        var root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var prefix = root.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? "" : "/api";
        return new($"{root}{prefix}/{route}");
    }

    // The first request of a process compiles the HTTP stack (some 200 ms): the platform's health probe pays for that, not the first login.
    private static async Task ProbeAsync(Uri server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(new Uri(server, "api/health/ready"), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
