namespace ActionsFunctions.Benchmarks.Rivals;

internal static class RequestBody
{
    /// <summary>The raw bytes; null where their number is not announced or too large.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength is not (> 0 and <= 262_144 and var length))
            return null;
        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body);
        return body;
    }
}
