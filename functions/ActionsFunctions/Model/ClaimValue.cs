using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Model;

/// <summary>
/// Any JSON value as compact UTF-8 text, taken as a snapshot when it is made: a claim, or an argument of a command.
/// Converts implicitly from text, booleans, numbers and lists of text.
/// </summary>
[SuppressMessage("Usage", "CA2225", Justification = "Of() is the named alternative.")]
public readonly struct ClaimValue : IEquatable<ClaimValue>
{
    private static readonly byte[] NullText = "null"u8.ToArray();
    private static readonly ClaimValue True = new("true"u8.ToArray(), JsonValueKind.True);
    private static readonly ClaimValue False = new("false"u8.ToArray(), JsonValueKind.False);
    private readonly byte[]? text;

    // The text that it was made from, where that stands in it as it is: names of claims are read of every command again and again.
    private readonly string? source;

    private ClaimValue(byte[] text, JsonValueKind kind, string? source = null)
    {
        this.text = text;
        this.source = source;
        Kind = kind;
    }

    /// <summary>JSON null: as a claim it removes what an earlier action of the same flow set.</summary>
    public static ClaimValue Null { get; } = new(NullText, JsonValueKind.Null);

    /// <summary>The kind of JSON value; <see cref="JsonValueKind.Undefined"/> for the default of this struct.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Compact JSON text in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => text ?? NullText;

    /// <summary>A value parsed for reading. Not pooled.</summary>
    public JsonElement Element => JsonElement.Parse(Json.Span);

    /// <summary>A snapshot of parsed JSON.</summary>
    public static ClaimValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Null,
        var kind => new(JsonBody.Bytes(element, static (json, value) => value.WriteTo(json)), kind),
    };

    /// <summary>A JSON string; null gives JSON null.</summary>
    public static implicit operator ClaimValue(string? value)
    {
        if (value is null)
            return Null;
        return Plain(value) is { } plain
            ? new(plain, JsonValueKind.String, value)
            : new(JsonBody.Bytes(value, static (json, text) => json.WriteStringValue(text)), JsonValueKind.String);
    }

    /// <summary>A JSON boolean.</summary>
    public static implicit operator ClaimValue(bool value) => value ? True : False;

    /// <summary>A JSON number.</summary>
    public static implicit operator ClaimValue(long value) =>
        new(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), JsonValueKind.Number);

    /// <summary>A JSON number. Not finite is refused: JSON has no such number.</summary>
    public static implicit operator ClaimValue(double value) =>
        new(JsonBody.Bytes(value, static (json, number) => json.WriteNumberValue(number)), JsonValueKind.Number);

    /// <summary>A JSON array of strings.</summary>
    public static implicit operator ClaimValue(string[] values) => Of((IReadOnlyList<string>)values);

    /// <summary>A JSON array of strings.</summary>
    public static implicit operator ClaimValue(List<string> values) => Of((IReadOnlyList<string>)values);

    /// <summary>A snapshot of parsed JSON.</summary>
    public static implicit operator ClaimValue(JsonElement element) => Of(element);

    /// <summary>A JSON array of strings.</summary>
    public static ClaimValue Of(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(JsonBody.Bytes(values, static (json, list) =>
        {
            json.WriteStartArray();
            foreach (var item in list)
                json.WriteStringValue(item);
            json.WriteEndArray();
        }), JsonValueKind.Array);
    }

    /// <summary>The text of a JSON string. Without a backslash it stands there as it is: no parser is needed.</summary>
    internal string ToText()
    {
        if (source is not null)
            return source;
        var json = Json.Span;
        return json.Contains((byte)'\\') ? Element.GetString()! : Encoding.UTF8.GetString(json[1..^1]);
    }

    /// <summary>Whether lists and objects are nested in it to more than so many levels. Counted, not parsed: parsers give up before such a value ends.</summary>
    internal bool IsDeeperThan(int levels)
    {
        if (Kind is not (JsonValueKind.Object or JsonValueKind.Array))
            return false;
        var (depth, isText) = (0, false);
        for (var rest = Json.Span; !rest.IsEmpty; rest = rest[1..])
        {
            if (rest[0] == '\\')
                rest = rest[1..];
            else if (rest[0] == '"')
                isText = !isText;
            else if (!isText && (rest[0] is (byte)'[' or (byte)'{') && ++depth > levels)
                return true;
            else if (!isText && rest[0] is (byte)']' or (byte)'}')
                depth--;
        }

        return false;
    }

    /// <summary>Same JSON text.</summary>
    public bool Equals(ClaimValue other) => Json.Span.SequenceEqual(other.Json.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ClaimValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Json.Span);
        return hash.ToHashCode();
    }

    /// <summary>Same JSON text.</summary>
    public static bool operator ==(ClaimValue left, ClaimValue right) => left.Equals(right);

    /// <summary>Other JSON text.</summary>
    public static bool operator !=(ClaimValue left, ClaimValue right) => !left.Equals(right);

    // Most texts need no escape, and then no writer with its buffers; null for those that do.
    private static byte[]? Plain(string value)
    {
        var json = new byte[Encoding.UTF8.GetByteCount(value) + 2];
        var inside = json.AsSpan(1, json.Length - 2);
        if (Utf8.FromUtf16(value, inside, out _, out _, replaceInvalidSequences: false) != OperationStatus.Done || JsonBody.Options.Encoder!.FindFirstCharacterToEncodeUtf8(inside) >= 0)
            return null;
        (json[0], json[^1]) = ((byte)'"', (byte)'"');
        return json;
    }

    /// <summary>The kind only: a claim value can be personal and has no place in a log.</summary>
    public override string ToString() => Kind.ToString();
}
