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
            for (var read = await stream.ReadAsync(part, cancellationToken); read > 0; read = await stream.ReadAsync(part, cancellationToken))
            {
                if (whole.Length + read > maxBytes)
                    return null;
                whole.Write(part, 0, read);
            }
        }

        return whole.ToArray();
    }
}
