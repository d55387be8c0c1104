using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActionsFunctions.Answering;

/// <summary>
/// Writes answer bodies: UTF-8, compact, members in the order written. What is given out is always a copy of its own size: the buffer that is written to
/// is used again by the same thread, and nobody else ever sees it.
/// </summary>
public static class JsonBody
{
    // Larger ones are not held on to.
    private const int MostHeld = 64 * 1024;

    [ThreadStatic]
    private static Scratch? spare;

    /// <summary>
    /// Options of every body. The relaxed encoder keeps URLs and non-ASCII text readable; bodies are
    /// application/json and never embedded in HTML, the only place where its output would matter.
    /// </summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs <paramref name="write"/> on a writer and returns the bytes written.</summary>
    /// <param name="state">Given to <paramref name="write"/>.</param>
    /// <param name="write">Writes.</param>
    public static ReadOnlyMemory<byte> Write<T>(T state, Action<Utf8JsonWriter, T> write) => Bytes(state, write);

    /// <summary>The same as an array.</summary>
    internal static byte[] Bytes<T>(T state, Action<Utf8JsonWriter, T> write) => Read(state, write, static written => written.ToArray());

    /// <summary>Runs <paramref name="write"/>, and gives what <paramref name="read"/> makes of the bytes. They count no longer than that.</summary>
    internal static TResult Read<T, TResult>(T state, Action<Utf8JsonWriter, T> write, Func<ReadOnlySpan<byte>, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        // Taken away while it is in use: what writes may itself write a body.
        var scratch = spare ?? new();
        spare = null;
        write(scratch.Json, state);
        scratch.Json.Flush();
        var result = read(scratch.Buffer.WrittenSpan);
        if (scratch.Buffer.Capacity <= MostHeld)
        {
            scratch.Empty();
            spare = scratch;
        }

        return result;
    }

    private sealed class Scratch
    {
        public Scratch() => Json = new(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(4 * 1024);

        public Utf8JsonWriter Json { get; }

        public void Empty()
        {
            Buffer.ResetWrittenCount();
            Json.Reset();
        }
    }
}
