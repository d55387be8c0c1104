using System.Collections.Concurrent;
using System.Net;
using ActionsFunctions.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Calls over TLS to a server that offers HTTP/2 in its handshake (ALPN), and to one that does not.</summary>
public sealed class Http2Tests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, int> connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> protocols = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TlsServer? server;
    private int underWay;
    private int resolved;
    private int mostAtOnce;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        release.TrySetResult();
        await (server?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Many_calls_share_one_connection_where_HTTP_2_is_offered()
    {
        var address = await StartAsync(HttpProtocols.Http1AndHttp2);
        using var clients = Clients();
        var backend = clients.Backend(address, null);
        release.SetResult();
        await SendAsync(backend);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => SendAsync(backend)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal([KeyValuePair.Create("HTTP/2", 61)], protocols);
        Assert.Single(connections);
    }

    [Fact]
    public async Task A_server_without_it_is_called_over_HTTP_1_1()
    {
        var address = await StartAsync(HttpProtocols.Http1);
        using var clients = Clients();
        release.SetResult();

        Assert.Equal(200, (await SendAsync(clients.Backend(address, null))).Status);
        Assert.Equal([KeyValuePair.Create("HTTP/1.1", 1)], protocols);
    }

    [Fact]
    public async Task Streams_count_as_calls_no_more_than_the_bound_are_under_way()
    {
        var address = await StartAsync(HttpProtocols.Http1AndHttp2);
        using var clients = Clients();
        var backend = clients.Backend(address, null);
        var calls = Enumerable.Range(0, 2 * UpstreamGuard.Places).Select(_ => SendAsync(backend)).ToList();
        while (Volatile.Read(ref underWay) < UpstreamGuard.Places)
            await Task.Yield();
        release.SetResult();

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(200, answer.Status));
        Assert.Equal((2 * UpstreamGuard.Places, UpstreamGuard.Places), (protocols["HTTP/2"], mostAtOnce));
    }

    [Fact]
    public async Task Warming_up_leaves_a_connection_for_the_first_call_and_sends_nothing()
    {
        var address = await StartAsync(HttpProtocols.Http1AndHttp2);
        using var clients = Clients();
        var (one, other) = (clients.Backend(address, null), clients.Backend(address, null));
        release.SetResult();
        await clients.WarmUpAsync(CancellationToken.None);
        Assert.Equal((1, 0), (resolved, protocols.Values.Sum()));

        await SendAsync(one);
        await SendAsync(other);

        Assert.Equal((1, 2), (resolved, protocols.Values.Sum()));
        Assert.Single(connections);
    }

    // The handler may open one more connection when it learns that there is no HTTP/2: how many there are is its own affair.
    [Fact]
    public async Task Warming_up_sends_nothing_to_a_server_without_HTTP_2_either()
    {
        var address = await StartAsync(HttpProtocols.Http1);
        using var clients = Clients();
        clients.Backend(address, null);

        Assert.True(await clients.WarmUps.Single().Value(CancellationToken.None));
        Assert.Empty(protocols);
    }

    [Fact]
    public async Task Warming_up_tells_a_host_that_cannot_prove_who_it_is()
    {
        var address = await StartAsync(HttpProtocols.Http1AndHttp2);
        using var clients = NoUpstreams.Create();
        clients.Backend(address, null);

        Assert.False(await clients.WarmUps.Single().Value(CancellationToken.None));
    }

    private static Task<UpstreamAnswer> SendAsync(UpstreamClient backend) =>
        backend.SendAsync(new(HttpMethod.Get, backend.BaseUri), new(() => TimeSpan.FromSeconds(30)), default);

    private UpstreamClients Clients() => NoUpstreams.Create(new()
    {
        // A name is resolved once for each connection.
        Resolve = (_, _) =>
        {
            Interlocked.Increment(ref resolved);
            return Task.FromResult(new[] { IPAddress.Loopback });
        },
        ConfigureHandler = TlsServer.Trust(server!.Thumbprint),
    });

    private async Task<Uri> StartAsync(HttpProtocols offered)
    {
        server = await TlsServer.StartAsync(offered, AnswerAsync);
        return new($"{server.Url}/p");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        connections.AddOrUpdate(context.Connection.Id, 1, (_, before) => before + 1);
        protocols.AddOrUpdate(context.Request.Protocol, 1, (_, before) => before + 1);
        var now = Interlocked.Increment(ref underWay);
        lock (connections)
            mostAtOnce = Math.Max(mostAtOnce, now);
        await release.Task;
        Interlocked.Decrement(ref underWay);
        await context.Response.WriteAsync("{}", CancellationToken.None);
    }
}
