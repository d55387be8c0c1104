using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Model;

/// <summary>Writes the option objects of commands: members that were given, in a fixed order, and no argument where none was.</summary>
internal static class CommandOptions
{
    public static ClaimValue[] With(ClaimValue first, params IReadOnlyList<(string Name, ClaimValue? Value)> options) =>
        options.Any(option => option.Value is not null) ? [first, Object(options)] : [first];

    public static ClaimValue Object(IEnumerable<(string Name, ClaimValue? Value)> members) => Written(members, static (json, given) =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in given)
        {
            if (value is not { } present)
                continue;
            json.WritePropertyName(name);
            json.WriteRawValue(present.Json.Span);
        }

        json.WriteEndObject();
    });

    public static ClaimValue? Map(IReadOnlyDictionary<string, ClaimValue>? map) =>
        map is null ? (ClaimValue?)null : Object(map.Select(member => (member.Key, (ClaimValue?)member.Value)));

    public static ClaimValue? Map(IReadOnlyDictionary<string, string>? map) =>
        map is null ? (ClaimValue?)null : Object(map.Select(member => (member.Key, (ClaimValue?)(ClaimValue)member.Value)));

    public static ClaimValue List(IEnumerable<Factor> factors) => Written(factors, static (json, all) =>
    {
        json.WriteStartArray();
        foreach (var factor in all)
            json.WriteRawValue(factor.Json.Span);
        json.WriteEndArray();
    });

    public static ClaimValue Of(Factor factor) => JsonElement.Parse(factor.Json.Span);

    private static ClaimValue Written<T>(T state, Action<Utf8JsonWriter, T> write) => JsonElement.Parse(JsonBody.Write(state, write).Span);
}
