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
    public static ReadOnlyMemory<byte> Write<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json, state);
        return buffer.WrittenMemory;
    }
}
