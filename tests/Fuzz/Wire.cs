using System.Text;
using System.Threading.Channels;

namespace ActionsFunctions.Fuzz;

/// <summary>An upstream's end of a connection, in memory: each request gets the bytes that the script has for it, whatever they are.</summary>
/// <param name="answer">Given the request's first line and headers: the answer, and whether the connection ends after it.</param>
internal sealed class Wire(Func<string, (byte[] Bytes, bool Ends)> answer) : Stream
{
    private readonly Channel<byte[]> toClient = Channel.CreateUnbounded<byte[]>();
    private readonly MemoryStream fromClient = new();
    private ReadOnlyMemory<byte> rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.IsEmpty)
        {
            if (!await toClient.Reader.WaitToReadAsync(cancellationToken))
                return 0;
            if (toClient.Reader.TryRead(out var next))
                rest = next;
        }

        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        fromClient.Write(buffer.Span);
        var text = Encoding.Latin1.GetString(fromClient.GetBuffer(), 0, (int)fromClient.Length);
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0 || text.Length < head + 4 + BodyLength(text[..head]))
            return ValueTask.CompletedTask;
        fromClient.SetLength(0);
        var (bytes, ends) = answer(text[..head]);
        toClient.Writer.TryWrite(bytes);
        if (ends)
            toClient.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        toClient.Writer.TryComplete();
        base.Dispose(disposing);
    }

    private static int BodyLength(string head)
    {
        const string name = "Content-Length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        var line = at < 0 ? "0" : head[(at + name.Length)..].Split('\r')[0];
        return int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
    }
}
