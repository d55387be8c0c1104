using System.Text.Json;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>Reading of the page's requests: what is absent or of another kind is not said.</summary>
internal static class RunMembers
{
    public static bool Flag(this JsonElement json, string member) => json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    public static string? Text(this JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
