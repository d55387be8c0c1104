using System.Collections.Concurrent;
using System.Net;
using ActionsFunctions.Testing.Simulators.Entra;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

/// <summary>Publishes a discovery document and keys over HTTP, counts who asks, and fails on demand.</summary>
internal sealed class MetadataServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> requests = new();

    private MetadataServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public Uri MetadataAddress => new(Address, EntraAuthority.MetadataPath);

    /// <summary>Documents by path.</summary>
    public ConcurrentDictionary<string, Func<ReadOnlyMemory<byte>>> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Answered instead of the documents while set.</summary>
    public int? Status { get; set; }

    /// <summary>Held back until it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How often the keys were asked for.</summary>
    public int KeyLoads => requests.Count(path => path == EntraAuthority.KeysPath);

    public int Requests => requests.Count;

    public static Task<MetadataServer> StartAsync(EntraAuthority authority) => StartAsync(server =>
    {
        server.Documents[EntraAuthority.MetadataPath] = () => EntraAuthority.Metadata(server.Address);
        server.Documents[EntraAuthority.KeysPath] = () => authority.Keys();
    });

    public static async Task<MetadataServer> StartAsync(Action<MetadataServer> publish)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new MetadataServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Address = new(server.app.Urls.Single());
        publish(server);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        requests.Enqueue(path);
        await Gate;
        if (Status is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = EntraAuthority.KeysPath;
        }
        else if (Documents.TryGetValue(path, out var document))
            await context.Response.Body.WriteAsync(document(), context.RequestAborted);
        else
            context.Response.StatusCode = 404;
    }
}
