namespace ActionsFunctions.Upstreams;

/// <summary>Reads a body of an answer up to a bound, counted after decompression: a small compressed body can be a very large one.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body, or null where it is beyond the bound.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > maxBytes)
            return null;
        using var whole = new MemoryStream((int)(announced ?? 0));
        var stream = await content.ReadAsStreamAsync(cancellationToken);
        await using (stream)
        {
            var part = new byte[8192];
            for (var read = await UnpackAsync(stream, part, cancellationToken); read > 0; read = await UnpackAsync(stream, part, cancellationToken))
            {
                if (whole.Length + read > maxBytes)
                    return null;
                whole.Write(part, 0, read);
            }
        }

        return whole.ToArray();
    }

    // What is no Brotli throws another exception than what is no gzip: an answer must not look like a bug of ours.
    private static async ValueTask<int> UnpackAsync(Stream stream, byte[] part, CancellationToken cancellationToken)
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
