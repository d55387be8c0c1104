using System.Net;
using System.Net.Sockets;

namespace ActionsFunctions.Upstreams;

/// <summary>Opens connections: resolves the name, checks the addresses, connects to one that was checked. A name is not resolved a second time in between.</summary>
/// <param name="resolve">Resolves a name.</param>
internal sealed class CheckedConnection(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        new NetworkStream(await ConnectAsync(context.DnsEndPoint, cancellationToken), ownsSocket: true);

    /// <summary>A connected socket.</summary>
    /// <exception cref="SocketException">Nobody there, or no address that may be connected to.</exception>
    public async Task<Socket> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal) ? [literal] : await resolve(endPoint.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => ReachableAddress.Allows(endPoint.Host, address));
        if (allowed.Length == 0)
            throw new SocketException((int)SocketError.AccessDenied);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Addresses in turn, as they were resolved and checked.
            await socket.ConnectAsync(allowed, endPoint.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
