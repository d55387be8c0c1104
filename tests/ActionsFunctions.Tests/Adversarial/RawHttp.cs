using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Bytes on a connection, as no HTTP client would send them.</summary>
internal static class RawHttp
{
    /// <summary>Sends bytes and reads until the server closes: the status and everything that was answered; 0 where nothing was.</summary>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, params byte[][] parts)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port);
        var stream = connection.GetStream();
        foreach (var part in parts)
            await stream.WriteAsync(part);
        var text = new StringBuilder();
        try
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
                // Else the server waits for the rest of a body that was announced, and will not come.
                if (IsWhole(text.ToString()))
                    connection.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // The server broke the connection off: what it said before counts.
        }

        return (StatusOf(text.ToString()), text.ToString());
    }

    /// <summary>A head that asks for the connection to be closed.</summary>
    public static byte[] Head(string line, params string[] headers) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", [line, "Host: localhost", "Connection: close", .. headers]) + "\r\n\r\n");

    private static bool IsWhole(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = answer.IndexOf("Content-Length: ", StringComparison.Ordinal) + 16;
        return end > length && answer.Length >= end + 4 + int.Parse(answer.AsSpan(length, answer.IndexOf('\r', length) - length), CultureInfo.InvariantCulture);
    }

    private static int StatusOf(string answer) => answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
}
