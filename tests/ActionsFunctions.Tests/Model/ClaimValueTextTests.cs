using System.Text;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>The JSON that a value of .NET becomes, and the text and depth that are read of it again.</summary>
public sealed class ClaimValueTextTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    private static (string Json, JsonValueKind Kind, ClaimValue Value)[] Table { get; } =
    [
        ("null", JsonValueKind.Null, (string?)null),
        ("null", JsonValueKind.Null, ClaimValue.Of(default(JsonElement))),
        ("null", JsonValueKind.Null, JsonElement.Parse("null")),
        ("\"\"", JsonValueKind.String, ""),
        ("\"ada\"", JsonValueKind.String, "ada"),
        ("true", JsonValueKind.True, true),
        ("false", JsonValueKind.False, false),
        ("-5", JsonValueKind.Number, -5),
        ("9223372036854775807", JsonValueKind.Number, long.MaxValue),
        ("1.5", JsonValueKind.Number, 1.5),
        ("[]", JsonValueKind.Array, Array.Empty<string>()),
        ("""["a","b"]""", JsonValueKind.Array, new[] { "a", "b" }),
        ("""["a","b"]""", JsonValueKind.Array, new List<string> { "a", "b" }),
        ("""{"a":[1,{"b":null}]}""", JsonValueKind.Object, JsonElement.Parse("""{ "a": [1, {"b": null}] }""")),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_value_is_written_as_its_JSON(int row)
    {
        var (json, kind, value) = Table[row];
        Assert.Equal((json, kind, kind), (Encoding.UTF8.GetString(value.Json.Span), value.Kind, value.Element.ValueKind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("é😀\u4e2d")]
    [InlineData("\"quoted\"")]
    [InlineData("back\\slash\\")]
    [InlineData("line\nbreak\t\u0001")]
    [InlineData("<b>&'+")]
    [InlineData("\u2028\u0085")]
    public void A_text_comes_back_as_it_was_given(string text)
    {
        ClaimValue given = text;
        Assert.Equal(text, given.Element.GetString());
        Assert.Equal(text, given.ToText());
        Assert.Equal(text, ClaimValue.Of(given.Element).ToText());
        Assert.Equal(text, ClaimValue.Of(JsonElement.Parse(JsonSerializer.Serialize(text))).ToText());
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("\"[[[[\"", 0)]
    [InlineData("[]", 1)]
    [InlineData("{}", 1)]
    [InlineData("[[],[],[[]]]", 3)]
    [InlineData("""[{},{"a":{}},[]]""", 3)]
    [InlineData("""["[[[[","{{{{"]""", 1)]
    [InlineData("""["]","}",[]]""", 2)]
    [InlineData("""["\"[[[[",[]]""", 2)]
    [InlineData("""["\\",[[]]]""", 3)]
    [InlineData("""{"[":{"a\"{":1}}""", 2)]
    public void Depth_counts_what_is_open_at_once_and_nothing_inside_of_texts(string json, int levels)
    {
        var value = ClaimValue.Of(JsonElement.Parse(json));
        Assert.False(value.IsDeeperThan(levels));
        Assert.Equal(levels > 0, value.IsDeeperThan(levels - 1));
    }

    [Fact]
    public void Equal_values_have_one_hash_and_others_are_unequal()
    {
        ClaimValue one = "a";
        Assert.Equal(one.GetHashCode(), ClaimValue.Of(JsonElement.Parse("\"a\"")).GetHashCode());
        Assert.Equal(ClaimValue.Null.GetHashCode(), default(ClaimValue).GetHashCode());
        Assert.NotEqual(one.GetHashCode(), ((ClaimValue)"b").GetHashCode());
        Assert.True(one == "a");
        Assert.False(one == "b");
        Assert.True(one != "b");
        Assert.False(one != "a");
        Assert.Throws<ArgumentNullException>("values", () => ClaimValue.Of((IReadOnlyList<string>)null!));
    }
}
