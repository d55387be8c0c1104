using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>One kept connection that sends a call at a time and reads its whole answer.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[65_536];

    public static async Task<Connection> OpenAsync(Uri server)
    {
        var connection = new Connection();
        await connection.socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port));
        return connection;
    }

    /// <summary>The status and body of the answer. The body holds until the next call.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> call)
    {
        await socket.SendAsync(call);
        var (filled, head, length) = (0, -1, 0);
        while (head < 0 || filled < head + length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            filled += read;
            if (head < 0 && buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is > 0 and var end)
                (head, length) = (end + 4, ContentLength(buffer.AsSpan(0, end + 2)));
        }

        return Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _) ? (status, buffer.AsMemory(head, length)) : throw new InvalidDataException("No status.");
    }

    public void Dispose() => socket.Dispose();

    // A server that answers in chunks would be measured wrongly: none of these does.
    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > 16 && System.Text.Ascii.EqualsIgnoreCase(line[..15], "content-length:"u8) && Utf8Parser.TryParse(line[15..].TrimStart((byte)' '), out int length, out _))
                return length;
        }

        throw new InvalidDataException("An answer without Content-Length.");
    }
}
