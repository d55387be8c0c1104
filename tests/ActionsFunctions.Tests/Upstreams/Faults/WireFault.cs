using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>What goes over the wire instead of a good answer.</summary>
/// <param name="Name">What the test table calls it.</param>
/// <param name="SendAsync">Given the connection and the good body; false closes the connection.</param>
internal sealed record WireFault(string Name, Func<Socket, string, CancellationToken, Task<bool>> SendAsync)
{
    /// <summary>Where the name points meanwhile, instead of to the proxy; null: the name is no part of the fault.</summary>
    public IPAddress[]? Addresses { get; private init; }

    public static WireFault None { get; } = new("none", (socket, body, stop) => WriteAsync(socket, Head(200, body.Length) + body, stop));

    /// <summary>A good answer, and the last one of its connection: the next call has to resolve the name again.</summary>
    public static WireFault Last { get; } = new("last", async (socket, body, stop) => await WriteAsync(socket, Head(200, body.Length, "Connection: close") + body, stop) && false);

    public static WireFault Hang { get; } = new("hang before headers", (socket, _, stop) => ForeverAsync(socket, stop));

    public static WireFault Reset { get; } = new("reset", (socket, _, _) => Task.FromResult(Abort(socket)));

    public static WireFault Unavailable { get; } = Status(503);

    /// <summary>Every fault by name.</summary>
    public static IReadOnlyDictionary<string, WireFault> All { get; } = Everything().ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    private static IEnumerable<WireFault> Everything() =>
    [
        new("latency", async (socket, body, stop) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, stop);
            return await None.SendAsync(socket, body, stop);
        }),
        Hang,
        new("hang mid-headers", async (socket, _, stop) => await WriteAsync(socket, "HTTP/1.1 200 OK\r\nContent-Ty", stop) && await ForeverAsync(socket, stop)),
        new("hang mid-body", async (socket, body, stop) => await WriteAsync(socket, Head(200, body.Length) + body[..5], stop) && await ForeverAsync(socket, stop)),
        Reset,
        new("reset mid-body", async (socket, body, stop) => await WriteAsync(socket, Head(200, body.Length) + body[..5], stop) && Abort(socket)),
        new("closed mid-body", async (socket, body, stop) => await WriteAsync(socket, Head(200, body.Length) + body[..5], stop) && false),
        new("garbage", async (socket, _, stop) => await WriteAsync(socket, "\u0016\u0003\u0001 no HTTP \0\0\r\n\r\n", stop) && false),
        new("wrong JSON", (socket, _, stop) => WriteAsync(socket, Head(200, 6) + "{\"a\":}", stop)),
        new("a page instead of JSON", (socket, _, stop) => WriteAsync(socket, Head(200, 13) + "<html></html>", stop)),
        Status(500),
        Unavailable,
        Status(503, "Retry-After: 1"),
        Status(503, "Retry-After: <in a second>"),
        Status(503, "Retry-After: 3600"),
        Status(503, "Retry-After: soon"),
        Status(429, "Retry-After: 1"),
        Status(429, "Retry-After: <in a second>"),
        Status(429, "Retry-After: 3600"),
        Status(429, "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT"),
        Status(429, "Retry-After: soon"),
        Status(429),
        Status(302, "Location: http://169.254.169.254/metadata/identity/oauth2/token"),
        Status(307, "Location: http://169.254.169.254/metadata/identity/oauth2/token"),
        Dns("a name that changes to the metadata address", "169.254.169.254"),
        Dns("a name that changes to the metadata address in IPv6 clothes", "::ffff:169.254.169.254"),
        Dns("a name that changes to the platform's own address", "168.63.129.16"),
        Dns("a name that changes to a link-local address", "fe80::1"),
        Dns("a name that also leads to the metadata address", "169.254.169.254", "127.0.0.1"),
        new("endless body", async (socket, _, stop) => await WriteAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"", stop) && await EndlessAsync(socket, "xxxxxxxxxxxxxxxx", stop)),
        new("announced as endless", async (socket, _, stop) => await WriteAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", stop) && await ForeverAsync(socket, stop)),
        new("endless headers", async (socket, _, stop) => await WriteAsync(socket, "HTTP/1.1 200 OK\r\n", stop) && await EndlessAsync(socket, "x-more: xxxxxxxx\r\n", stop)),
    ];

    private static WireFault Status(int status, string header = "") => new(
        $"{status} {header}".TrimEnd(),
        (socket, _, stop) => WriteAsync(socket, Head(status, 0, header.Replace("<in a second>", InASecond, StringComparison.Ordinal)), stop));

    private static WireFault Dns(string name, params string[] addresses) => new(name, Last.SendAsync) { Addresses = [.. addresses.Select(IPAddress.Parse)] };

    // A second after the manual clock's start, at which it stands until the fault has come.
    private static string InASecond { get; } = new ManualTimeProvider().GetUtcNow().AddSeconds(1).ToString("r", CultureInfo.InvariantCulture);

    private static string Head(int status, int length, string more = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{(more.Length > 0 ? more + "\r\n" : "")}\r\n";

    private static async Task<bool> WriteAsync(Socket socket, string text, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        return true;
    }

    // Until the client has had enough.
    private static async Task<bool> ForeverAsync(Socket socket, CancellationToken cancellationToken)
    {
        await socket.ReceiveAsync(new byte[1], cancellationToken);
        return false;
    }

    private static async Task<bool> EndlessAsync(Socket socket, string part, CancellationToken cancellationToken)
    {
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 512)));
        while (true)
            await socket.SendAsync(many, cancellationToken);
    }

    private static bool Abort(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        return false;
    }
}
