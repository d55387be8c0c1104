using System.Runtime.InteropServices;
using System.Text;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Receiving;

/// <summary>Buffers of bodies serve one request after the other, and never two.</summary>
public sealed class BodyBuffersTests
{
    private static readonly RequestGate Gate = new(1_000_000, functionKey: null);

    [Theory]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(200_000)]
    public async Task A_body_arrives_byte_for_byte_in_pieces_of_any_size(int length)
    {
        var body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));
        foreach (var piece in new[] { 1, 1_000, length })
        {
            foreach (var announced in new[] { true, false })
            {
                var received = await Gate.ReceiveAsync(Request(new PiecewiseStream(body, piece), announced ? length : null), CancellationToken.None);
                Assert.Equal(body, received.Body.ToArray());
                received.Release();
            }
        }
    }

    [Fact]
    public async Task One_that_was_given_back_serves_the_next_request_and_one_that_was_not_serves_none()
    {
        var first = await Gate.ReceiveAsync(Request(new PiecewiseStream("{}"u8.ToArray(), 2), 2), CancellationToken.None);
        var second = await Gate.ReceiveAsync(Request(new PiecewiseStream("[]"u8.ToArray(), 2), 2), CancellationToken.None);
        Assert.NotSame(ArrayOf(first.Body), ArrayOf(second.Body));
        Assert.Equal("{}"u8.ToArray(), first.Body.ToArray());
    }

    [Fact]
    public async Task One_whose_read_was_called_off_is_not_used_again()
    {
        using var cancelled = new CancellationTokenSource();
        var hanging = new HangingStream();
        var receiving = Gate.ReceiveAsync(Request(hanging, 10), cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        for (var i = 0; i < 100; i++)
        {
            var received = await Gate.ReceiveAsync(Request(new PiecewiseStream("{}"u8.ToArray(), 2), 2), CancellationToken.None);
            Assert.NotSame(ArrayOf(hanging.Buffer), ArrayOf(received.Body));
        }
    }

    [Fact]
    public async Task What_an_observer_was_given_stays_what_it_was()
    {
        await using var app = new TestApp();
        string[] bodies = [.. Enumerable.Range(0, 50).Select(i => $$"""{"event":{"user":{"user_id":"auth0|{{i:D4}}"} } }""")];
        foreach (var body in bodies)
            await app.SendAsync(app.Login(body));
        Assert.Equal(bodies, app.Reports.Select(report => Encoding.UTF8.GetString(report.Body.Span)));
        Assert.Equal(bodies.Length, app.Reports.Select(report => report.Login.Event.User?.UserId).Distinct(StringComparer.Ordinal).Count());
    }

    private static byte[] ArrayOf(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetArray(memory, out var array) ? array.Array! : [];

    private static WebhookRequest Request(Stream body, int? length)
    {
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json" };
        if (length is { } announced)
            headers["Content-Length"] = $"{announced}";
        return new("POST", "/post-login/auth0", new Dictionary<string, string>(), headers, body, 0) { AcceptsChunkedBody = true };
    }

    private sealed class PiecewiseStream(byte[] body, int piece) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    private sealed class HangingStream : MemoryStream
    {
        public Memory<byte> Buffer { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Buffer = buffer;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
