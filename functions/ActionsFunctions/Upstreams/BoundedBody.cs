namespace ActionsFunctions.Upstreams;

/// <summary>Reads a body of an answer up to a bound, counted after decompression: a small compressed body can be a very large one.</summary>
internal static class BoundedBody
{
    private const int UnknownLength = 4 * 1024;
    private const int MostAhead = 64 * 1024;

    /// <summary>The whole body, or null where it is beyond the bound.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > maxBytes)
            return null;
        var stream = await content.ReadAsStreamAsync(cancellationToken);
        await using (stream)
        {
            // One byte more than announced, so that the end is seen without growing.
            var buffer = new byte[Math.Min(announced + 1 ?? UnknownLength, MostAhead)];
            var filled = 0;
            while (await UnpackAsync(stream, buffer.AsMemory(filled), cancellationToken) is > 0 and var read)
            {
                filled += read;
                if (filled > maxBytes)
                    return null;
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(2L * filled, maxBytes + 1L));
            }

            return buffer.AsMemory(0, filled);
        }
    }

    // What is no Brotli throws another exception than what is no gzip: an answer must not look like a bug of ours.
    private static async ValueTask<int> UnpackAsync(Stream stream, Memory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(part, cancellationToken);
        }
        catch (InvalidOperationException garbled)
        {
            throw new InvalidDataException("The answer is not packed as its header says.", garbled);
        }
    }
}
