using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Receiving;

/// <summary>Which requests are received, each judged by one header or by its length.</summary>
public sealed class RequestGateTests
{
    private const int Most = 100_000;

    [Theory]
    [InlineData("Content-Type", "application/json", null)]
    [InlineData("Content-Type", "APPLICATION/JSON", null)]
    [InlineData("Content-Type", "application/json; charset=utf-8", null)]
    [InlineData("Content-Type", "application/json; charset=\"UTF-8\"", null)]
    [InlineData("Content-Type", "application/json; profile=x", null)]
    [InlineData("Content-Type", "application/json; charset=utf-16", Fault.UnsupportedMediaType)]
    [InlineData("Content-Type", "application/json; charset=utf8", Fault.UnsupportedMediaType)]
    [InlineData("Content-Type", "application/jsonp", Fault.UnsupportedMediaType)]
    [InlineData("Content-Type", "text/json", Fault.UnsupportedMediaType)]
    [InlineData("Content-Type", "", Fault.UnsupportedMediaType)]
    [InlineData("Content-Type", null, Fault.UnsupportedMediaType)]
    [InlineData("Content-Encoding", "", null)]
    [InlineData("Content-Encoding", " ", null)]
    [InlineData("Content-Encoding", "identity", null)]
    [InlineData("Content-Encoding", " Identity ", null)]
    [InlineData("Content-Encoding", "gzip", Fault.UnsupportedMediaType)]
    [InlineData("Content-Encoding", "identity, gzip", Fault.UnsupportedMediaType)]
    [InlineData("Content-Length", "0", null)]
    [InlineData("Content-Length", "2", null)]
    [InlineData("Content-Length", "100000", null)]
    [InlineData("Content-Length", "100001", Fault.BodyTooLarge)]
    [InlineData("Content-Length", "9223372036854775807", Fault.BodyTooLarge)]
    [InlineData("Content-Length", "9223372036854775808", Fault.BodyTooLarge)]
    [InlineData("Content-Length", "-1", Fault.InvalidRequest)]
    [InlineData("Content-Length", "+2", Fault.InvalidRequest)]
    [InlineData("Content-Length", " 2", Fault.InvalidRequest)]
    [InlineData("Content-Length", "2, 2", Fault.InvalidRequest)]
    [InlineData("Content-Length", "0x2", Fault.InvalidRequest)]
    [InlineData("Content-Length", null, Fault.LengthRequired)]
    [InlineData("x-functions-key", "k3y", null)]
    [InlineData("x-functions-key", "K3Y", Fault.Unauthorized)]
    [InlineData("x-functions-key", "", Fault.Unauthorized)]
    [InlineData("x-functions-key", null, Fault.Unauthorized)]
    public async Task A_request_is_received_or_refused_by_what_its_headers_say(string name, string? value, Fault? fault)
    {
        var request = Request(new MemoryStream("{}"u8.ToArray()));
        request.Headers.Remove(name);
        if (value is not null)
            request.Headers[name] = value;
        var received = await new RequestGate(Most, "k3y").ReceiveAsync(request, CancellationToken.None);
        Assert.Equal(fault, received.Fault);
        Assert.Equal(fault is null ? "{}"u8.ToArray() : [], received.Body.ToArray());
    }

    [Theory]
    [InlineData("0", 4_096)]
    [InlineData(null, 4_096)]
    [InlineData("10", 16)]
    [InlineData("1000000", 32_768)]
    public async Task Who_announces_much_and_sends_nothing_holds_little(string? announced, int bytes)
    {
        var body = new EmptyStream();
        var request = Request(body) with { AcceptsChunkedBody = true };
        request.Headers.Remove("Content-Length");
        if (announced is not null)
            request.Headers["Content-Length"] = announced;
        Assert.Null((await new RequestGate(10 * Most, null).ReceiveAsync(request, CancellationToken.None)).Fault);
        // While all buffers of that size are in use, one of the next two sizes serves.
        Assert.InRange(body.Offered, bytes, 4 * bytes);
    }

    [Theory]
    [InlineData(Most, null)]
    [InlineData(Most + 1, Fault.BodyTooLarge)]
    [InlineData(3 * Most, Fault.BodyTooLarge)]
    public async Task More_than_was_announced_counts_as_far_as_it_is_allowed(int length, Fault? fault)
    {
        var received = await new RequestGate(Most, null).ReceiveAsync(Request(new MemoryStream(new byte[length])), CancellationToken.None);
        Assert.Equal((fault, fault is null ? length : 0), (received.Fault, received.Body.Length));
    }

    private static WebhookRequest Request(Stream body)
    {
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = "2", ["x-functions-key"] = "k3y" };
        return new("POST", "/", new Dictionary<string, string>(StringComparer.Ordinal), headers, body, 0);
    }

    private sealed class EmptyStream : MemoryStream
    {
        public int Offered { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Offered = buffer.Length;
            return new(0);
        }
    }
}
