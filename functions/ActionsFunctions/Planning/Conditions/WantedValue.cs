using System.Text;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Planning.Conditions;

/// <summary>A text, a number or a boolean that a condition compares with.</summary>
internal sealed class WantedValue
{
    private readonly JsonElement json;
    private readonly string? text;

    private WantedValue(JsonElement json)
    {
        this.json = json;
        text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
    }

    /// <summary>Its JSON text.</summary>
    public string Text => Encoding.UTF8.GetString(ClaimValue.Of(json).Json.Span);

    /// <summary>The value; null where it is none that can be compared with.</summary>
    public static WantedValue? Of(JsonElement json) =>
        json.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? new(json) : null;

    public static WantedValue Of(string text) => new(ClaimValue.Of(new[] { text }).Element[0]);

    /// <summary>Same type and value; texts exactly, letter case included.</summary>
    public bool Matches(JsonElement other)
    {
        if (other.ValueKind != json.ValueKind)
            return false;
        if (text is not null)
            return other.ValueEquals(text);
        // Not JsonElement.DeepEquals: it throws at an exponent that a caller made too long.
        return json.ValueKind != JsonValueKind.Number || SameNumber(json, other);
    }

    private static bool SameNumber(JsonElement one, JsonElement other) =>
        one.TryGetDecimal(out var left) && other.TryGetDecimal(out var right) ? left == right : string.Equals(one.GetRawText(), other.GetRawText(), StringComparison.Ordinal);
}
