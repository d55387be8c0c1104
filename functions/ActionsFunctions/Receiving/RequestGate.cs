using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Receiving;

/// <summary>
/// Step 1: checks a request in the order of <see cref="Fault"/> and reads its body, raw and bounded. What a contract does not have is refused before
/// a byte of the body is looked at.
/// </summary>
/// <param name="maxBytes"><c>PostLogin:MaxRequestBytes</c>.</param>
/// <param name="functionKey">Demanded as <c>x-functions-key</c>; null where nobody or the platform asks for it.</param>
public sealed class RequestGate(int maxBytes, string? functionKey)
{
    /// <summary>The body bound where none is configured: 256 KiB.</summary>
    public const int DefaultMaxBytes = 256 * 1024;

    private const int UnknownLength = 4_096;
    private const int MostAhead = 16 * 1024;

    private readonly byte[]? functionKeyHash = functionKey is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(functionKey));

    /// <summary>Receives a POST with a JSON body. Who gets one gives it back (<see cref="Received.Release"/>) when it is read.</summary>
    public async ValueTask<Received> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.Equals(request.Method, "POST", StringComparison.Ordinal))
            return Fault.MethodNotAllowed;
        if (!IsJson(request.Headers.Get("Content-Type")) || !IsIdentity(request.Headers.Get("Content-Encoding")))
            return Fault.UnsupportedMediaType;
        var announced = request.Headers.Get("Content-Length");
        if (announced is null && !request.AcceptsChunkedBody)
            return Fault.LengthRequired;
        long length = 0;
        if (announced is not null && (!long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > maxBytes))
            return length > maxBytes || announced.All(char.IsAsciiDigit) ? Fault.BodyTooLarge : Fault.InvalidRequest;
        ReadOnlyMemory<byte>? body;
        try
        {
            body = await ReadAsync(request.Body, length, cancellationToken);
        }
        catch (IOException)
        {
            // The caller sends less than it announced, or too slowly for the host: its fault, not a bug of ours.
            return Fault.InvalidRequest;
        }

        if (body is not { } received)
            return Fault.BodyTooLarge;
        if (HasFunctionKey(request))
            return new Received(received, null);
        BodyBuffers.Return(received);
        return Fault.Unauthorized;
    }

    /// <summary>True where no key is demanded, or the right one is given. Compared by digest, so that the time taken tells nothing of it.</summary>
    public bool HasFunctionKey(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (functionKeyHash is null)
            return true;
        var given = request.Headers.Get("x-functions-key") ?? "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), functionKeyHash);
    }

    // RFC 8259 section 8.1: UTF-8 only; a charset that says otherwise is not JSON that we can have a signature over.
    private static bool IsJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
            return false;
        return type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase);
    }

    // Compressed bodies are refused: no contract sends them, and a small one can unfold into a large one.
    private static bool IsIdentity(string? encoding) =>
        string.IsNullOrWhiteSpace(encoding) || string.Equals(encoding.Trim(), "identity", StringComparison.OrdinalIgnoreCase);

    // One byte more than announced, so that the end is seen without growing. A caller that announces much and sends nothing holds no more than this.
    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream body, long announced, CancellationToken cancellationToken)
    {
        var buffer = BodyBuffers.Rent((int)Math.Min(maxBytes, announced == 0 ? UnknownLength : Math.Min(announced, MostAhead) + 1));
        var filled = 0;
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                return buffer.AsMemory(0, filled);
            filled += read;
            if (filled > maxBytes)
                return null;
            if (filled == buffer.Length)
                buffer = BodyBuffers.Grow(buffer, filled, Math.Min(2 * filled, maxBytes + 1));
        }
    }
}

/// <summary>A body, or why there is none.</summary>
/// <param name="Body">The raw bytes.</param>
/// <param name="Fault">Null where the body counts.</param>
public readonly record struct Received(ReadOnlyMemory<byte> Body, Fault? Fault)
{
    /// <summary>A refusal.</summary>
    public static implicit operator Received(Fault fault) => FromFault(fault);

    /// <summary>The body is not looked at any more: its buffer serves another request.</summary>
    public void Release() => BodyBuffers.Return(Body);

    /// <summary>A refusal.</summary>
    public static Received FromFault(Fault fault) => new(default, fault);
}
