using System.Text.Json;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>Where a text that somebody typed is no JSON.</summary>
internal static class JsonFault
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What is wrong, with line and column counted from 1; null where it is JSON.</summary>
    public static string? In(string text)
    {
        try
        {
            _ = JsonElement.Parse(text, Strict);
            return null;
        }
        catch (JsonException fault)
        {
            // The reader's own message ends with the position, counted from 0.
            var message = fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            return $"is no JSON at line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}: {message}";
        }
    }
}
