using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActionsFunctions.Benchmarks.Rivals;

/// <summary>One action of an answer.</summary>
internal sealed record Entry(string Name, string Type, string Claim, byte[] Value, double Milliseconds);

/// <summary>Writes the document that the product answers with.</summary>
internal static class LoginAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpResponse response, string transactionId, IReadOnlyList<Entry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, transactionId, entries);
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string transactionId, IReadOnlyList<Entry> entries)
    {
        json.WriteStartObject();
        json.WriteString("transactionId"u8, transactionId);
        json.WriteString("decision"u8, "continue"u8);
        json.WriteStartArray("commands"u8);
        foreach (var entry in entries)
        {
            WriteCommand(json, "idToken.setCustomClaim"u8, entry);
            WriteCommand(json, "accessToken.setCustomClaim"u8, entry);
        }

        json.WriteEndArray();
        json.WriteStartObject("claims"u8);
        WriteClaims(json, "idToken"u8, entries);
        WriteClaims(json, "accessToken"u8, entries);
        json.WriteEndObject();
        json.WriteStartArray("actions"u8);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, entry.Name);
            json.WriteString("type"u8, entry.Type);
            json.WriteString("outcome"u8, "succeeded"u8);
            json.WriteNumber("durationMs"u8, Math.Round(entry.Milliseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("diagnostics"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCommand(Utf8JsonWriter json, ReadOnlySpan<byte> method, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("method"u8, method);
        json.WriteStartArray("args"u8);
        json.WriteStringValue(entry.Claim);
        json.WriteRawValue(entry.Value, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteClaims(Utf8JsonWriter json, ReadOnlySpan<byte> token, IReadOnlyList<Entry> entries)
    {
        json.WriteStartObject(token);
        foreach (var entry in entries)
        {
            json.WritePropertyName(entry.Claim);
            json.WriteRawValue(entry.Value, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
