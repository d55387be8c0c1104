using System.Text;
using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Tests.Normalizing;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":[1,-0.5e3,true,null,"text"]}""")]
    [InlineData(" \t\r\n\"text\" ")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("""{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("""{"a":1,"A":2}""")]
    [InlineData("""["\ud83d\ude00","\uD83D\uDE00","\\ud83d","\"\\","\u0041\n\/"]""")]
    [InlineData("""{"\ud83d\ude00":"é😀"}""")]
    public void Reads_what_RFC_8259_allows(string text)
    {
        Assert.True(StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out var json));
        Assert.Equal(text.Trim(), json.GetRawText());
        Assert.True(StrictJson.TryParseValue(text, out var value));
        Assert.Equal(text.Trim(), value.GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,]")]
    [InlineData("[1] // comment")]
    [InlineData("/* comment */ 1")]
    [InlineData("1 2")]
    [InlineData("{}{}")]
    [InlineData("{}\0")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("True")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\u0000\"")]
    [InlineData("""["\x41"]""")]
    [InlineData("""["\u12G4"]""")]
    [InlineData("\uFEFF1")]
    [InlineData("\\")]
    [InlineData("\"\\")]
    [InlineData("\"\\u00")]
    public void Refuses_what_RFC_8259_does_not_allow(string text) => AssertRefused(text);

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"b":2,"a":null}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"\u0061":1,"a":2}""")]
    [InlineData("""{"":1,"":2}""")]
    [InlineData("""[{"a":[{"b":{"c":1,"c":2}}]}]""")]
    public void Refuses_a_member_that_occurs_twice_in_one_object(string text) => AssertRefused(text);

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["\udc00"]""")]
    [InlineData("""["\uDBFF"]""")]
    [InlineData("""["\ud800x"]""")]
    [InlineData("""["\ud800\n"]""")]
    [InlineData("""["\ud800\u0041"]""")]
    [InlineData("""["\ud800\ud800"]""")]
    [InlineData("""["\udc00\ud800"]""")]
    [InlineData("""["\ud83d\ude00\ude00"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"\udfff":1}""")]
    [InlineData("""{"a":{"\ud800":1,"\ud800":2}}""")]
    public void Refuses_half_of_a_surrogate_pair_in_values_and_names(string text) => AssertRefused(text);

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'1' })] // byte order mark
    [InlineData(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0xAF, (byte)'"' })] // overlong slash
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })] // U+D800 as three bytes
    [InlineData(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' })] // above U+10FFFF
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' })] // cut short
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'1', 0, (byte)' ', 0 })] // UTF-16
    public void Refuses_bytes_that_are_not_bare_UTF_8(byte[] utf8)
    {
        Assert.False(StrictJson.TryParse(utf8, out var json));
        Assert.Equal(JsonValueKind.Undefined, json.ValueKind);
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Refuses_configured_text_that_has_no_UTF_8_form(int half)
    {
        Assert.False(StrictJson.TryParseValue($"\"{(char)half}\"", out var json));
        Assert.Equal(JsonValueKind.Undefined, json.ValueKind);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Reads_64_levels_and_refuses_more(int depth, bool expected)
    {
        var arrays = new string('[', depth) + new string(']', depth);
        var objects = string.Concat(Enumerable.Repeat("""{"a":""", depth)) + "1" + new string('}', depth);
        Assert.Equal(expected, StrictJson.TryParse(Encoding.UTF8.GetBytes(arrays), out _));
        Assert.Equal(expected, StrictJson.TryParse(Encoding.UTF8.GetBytes(objects), out _));
    }

    [Fact]
    public void What_was_read_does_not_change_with_the_bytes_it_came_from()
    {
        var utf8 = """{"a":"b"}"""u8.ToArray();
        Assert.True(StrictJson.TryParse(utf8, out var json));
        Array.Fill(utf8, (byte)'x');
        Assert.Equal("b", json.GetProperty("a").GetString());
    }

    [Fact]
    public void Damage_at_any_byte_is_refused_or_read_but_never_thrown()
    {
        var sound = """{"a\u0062":["\ud83d\ude00",{"c":-1.5e3,"d":[true,null]}],"é":"\"\\"}"""u8.ToArray();
        var refused = 0;
        for (var at = 0; at < sound.Length; at++)
        {
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var damaged = (byte[])sound.Clone();
                damaged[at] = (byte)value;
                if (StrictJson.TryParse(damaged, out var json))
                    _ = ReadEverything(json);
                else
                    refused++;
            }

            Assert.False(StrictJson.TryParse(sound.AsMemory(0, at), out _));
        }

        Assert.InRange(refused, sound.Length * 128, sound.Length * 255);
    }

    private static int ReadEverything(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Sum(member => member.Name.Length + ReadEverything(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Sum(ReadEverything),
        JsonValueKind.String => json.GetString()!.Length,
        _ => 0,
    };

    private static void AssertRefused(string text)
    {
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out var json));
        Assert.Equal(JsonValueKind.Undefined, json.ValueKind);
        Assert.False(StrictJson.TryParseValue(text, out _));
    }
}
