using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActionsFunctions.Answering;

/// <summary>Writes answer bodies: UTF-8, compact, members in the order written.</summary>
public static class JsonBody
{
    /// <summary>
    /// Options of every body. The relaxed encoder keeps URLs and non-ASCII text readable; bodies are
    /// application/json and never embedded in HTML, the only place where its output would matter.
    /// </summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs <paramref name="write"/> on a writer and returns the bytes written.</summary>
    /// <param name="state">Given to <paramref name="write"/>.</param>
    /// <param name="write">Writes.</param>
    /// <param name="capacity">About how many bytes there will be: right, and nothing is copied; default 512.</param>
    public static ReadOnlyMemory<byte> Write<T>(T state, Action<Utf8JsonWriter, T> write, int capacity = 512)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>(capacity);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json, state);
        return buffer.WrittenMemory;
    }
}
