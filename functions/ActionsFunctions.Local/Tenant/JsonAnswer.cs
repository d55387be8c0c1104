using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Local.Tenant;

/// <summary>Writes the tenant's answers.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task WriteAsync<T>(HttpContext context, int status, T state, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context, status, JsonBody.Write(state, write));

    /// <summary><c>{"error": code}</c>, with a description where there is one: the form of RFC 6749 section 5.2.</summary>
    public static ReadOnlyMemory<byte> Error(string code, string? description = null) => JsonBody.Write((code, description), static (json, error) =>
    {
        json.WriteStartObject();
        json.WriteString("error"u8, error.code);
        if (error.description is not null)
            json.WriteString("error_description"u8, error.description);
        json.WriteEndObject();
    });
}
