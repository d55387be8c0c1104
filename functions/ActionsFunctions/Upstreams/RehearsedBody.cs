namespace ActionsFunctions.Upstreams;

/// <summary>A body that is not there yet when it is read, as one from a connection.</summary>
internal sealed class RehearsedBody(byte[] bytes) : MemoryStream(bytes)
{
    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Read(buffer.Span);
    }
}
