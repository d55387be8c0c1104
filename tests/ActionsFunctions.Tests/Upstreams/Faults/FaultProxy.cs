using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>
/// Graph, a backend and their token endpoint on one free loopback port, on bare TCP, since no server would send most of these faults. Which call
/// meets which fault is the test's choice.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    public const string Token = "token";
    public const string Graph = "graph";
    public const string Backend = "backend";
    public const string Name = "name";

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly Func<string, int, WireFault?> script;
    private readonly Task serving;
    private bool struck;
    private long movedAt;

    /// <param name="script">Given the upstream and the number of the call there from 1: the fault, or null for a good answer.</param>
    public FaultProxy(Func<string, int, WireFault?> script)
    {
        this.script = script;
        listener.Start(512);
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>True once a fault was met, and nothing has happened on the wire for a while: what goes on is waiting.</summary>
    public bool IsWaitedFor => Volatile.Read(ref struck) && TimeProvider.System.GetElapsedTime(Volatile.Read(ref movedAt)) > Quiet;

    public int Calls(string upstream) => calls.GetValueOrDefault(upstream);

    /// <summary>For the names of upstreams: this proxy, or where the fault of this resolution points to.</summary>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(Next(Name)?.Addresses ?? [IPAddress.Loopback]);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        listener.Stop();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptSocketAsync(stopping.Token), stopping.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var connection = socket;
        try
        {
            while (await ReadRequestAsync(socket, cancellationToken) is { } path)
            {
                var upstream = path.StartsWith("/token", StringComparison.Ordinal) ? Token : path.StartsWith("/v1.0", StringComparison.Ordinal) ? Graph : Backend;
                var goesOn = await (Next(upstream) ?? WireFault.None).SendAsync(socket, Body(upstream), cancellationToken);
                Volatile.Write(ref movedAt, TimeProvider.System.GetTimestamp());
                if (!goesOn)
                    return;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client went away, as it should with most of these.
        }
    }

    private WireFault? Next(string upstream)
    {
        var fault = script(upstream, calls.AddOrUpdate(upstream, 1, (_, before) => before + 1));
        Volatile.Write(ref movedAt, TimeProvider.System.GetTimestamp());
        if (fault is not null && fault != WireFault.Last)
            Volatile.Write(ref struck, true);
        return fault;
    }

    private static string Body(string upstream) => upstream switch
    {
        Token => """{"access_token":"t","token_type":"Bearer","expires_in":3600}""",
        Graph => """{"value":[{"id":"1","displayName":"Finance","securityEnabled":true}]}""",
        _ => """{"tier":"gold"}""",
    };

    // The path of one request, read to its end; null where the client closed.
    private static async Task<string?> ReadRequestAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                return null;
            filled += read;
            var text = Encoding.ASCII.GetString(buffer, 0, filled);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 || filled < end + 4 + Length(text[..end]))
                continue;
            return text.Split(' ')[1];
        }
    }

    private static int Length(string head)
    {
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head.AsSpan(at + 16, (head + "\r").IndexOf('\r', at) - at - 16), System.Globalization.CultureInfo.InvariantCulture);
    }
}
