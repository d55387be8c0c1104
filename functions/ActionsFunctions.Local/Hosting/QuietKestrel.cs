using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActionsFunctions.Local.Hosting;

/// <summary>
/// Kestrel and nothing else. The empty builder reads no environment and no appsettings, so ASPNETCORE_URLS cannot open a port
/// that <c>Local:Url</c> does not name.
/// </summary>
internal static class QuietKestrel
{
    public static WebApplication Build(Action<KestrelServerOptions> listen, ILoggerFactory log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            listen(options);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    /// <summary>Listens on a free port of the loopback address.</summary>
    public static void FreeLoopbackPort(KestrelServerOptions options) => options.Listen(IPAddress.Loopback, 0);

    public static async Task<Uri> StartAsync(WebApplication application, CancellationToken cancellationToken)
    {
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new(addresses.Addresses.First());
    }

    // The command line owns Ctrl-C: it stops the server and its tenant in order.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
