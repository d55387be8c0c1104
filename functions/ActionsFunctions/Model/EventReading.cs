using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>
/// Lenient reading of event members: absent, null and of another type all read as null, in a list as nothing.
/// Nothing is kept between two readings, so that an event costs no more than what is read of it.
/// </summary>
internal static class EventReading
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Member(this JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Object(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A text, a number or a boolean as text, as it is written; null for anything else.</summary>
    public static string? AsText(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => null,
    };

    public static bool? Flag(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    public static double? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    public static long? Whole(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>ISO 8601. A text without an offset is UTC: reading it in the zone of this machine would make logins differ by host.</summary>
    public static DateTimeOffset? Date(this JsonElement json, string name)
    {
        if (json.Member(name) is not { ValueKind: JsonValueKind.String } value || !value.TryGetDateTime(out var time))
            return null;
        if (time.Kind == DateTimeKind.Unspecified)
            return new(time, TimeSpan.Zero);
        return value.TryGetDateTimeOffset(out var date) ? date : null;
    }

    public static IReadOnlyList<string> Texts(this JsonElement json, string name) =>
        json.Items(name, JsonValueKind.String, static item => item.GetString()!);

    public static IReadOnlyList<T> Objects<T>(this JsonElement json, string name, Func<JsonElement, T> view) =>
        json.Items(name, JsonValueKind.Object, view);

    public static EventMap Map(this JsonElement json, string name) => new(json.Object(name) ?? default);

    private static List<T> Items<T>(this JsonElement json, string name, JsonValueKind kind, Func<JsonElement, T> read)
    {
        if (json.Member(name) is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() == 0)
            return [];
        var items = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind == kind)
                items.Add(read(item));
        }

        return items;
    }
}
