using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Tests.Normalizing;

public sealed class NeutralRequestTests
{
    [Theory]
    [InlineData("""{"event":{"user":{"user_id":"a"}}}""", """{"user":{"user_id":"a"}}""")]
    [InlineData("""{"event":{"secrets":{"K":"theirs"},"user":{"user_id":"a"}}}""", """{"user":{"user_id":"a"}}""")]
    [InlineData("""{"event":{"user":{}}}""", null)]
    [InlineData("""{"event":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void An_event_is_read_without_secrets_where_it_has_its_shape(string payload, string? expected) =>
        Assert.Equal(expected, NeutralRequest.Event(JsonElement.Parse(payload))?.Json.GetRawText());

    [Theory]
    [InlineData("{}", true, null)]
    [InlineData("[]", true, null)]
    [InlineData("\"text\"", true, null)]
    [InlineData("""{"continuation":null}""", true, null)]
    [InlineData("""{"continuation":{"action":"terms"}}""", true, "terms")]
    [InlineData("""{"continuation":{}}""", false, null)]
    [InlineData("""{"continuation":{"action":1}}""", false, null)]
    [InlineData("""{"continuation":{"action":null}}""", false, null)]
    [InlineData("""{"continuation":"terms"}""", false, null)]
    [InlineData("""{"continuation":[]}""", false, null)]
    public void A_continuation_names_its_action_or_is_none(string payload, bool read, string? expected)
    {
        Assert.Equal(read, NeutralRequest.TryContinuation(JsonElement.Parse(payload), out var action));
        Assert.Equal(expected, action);
    }

    [Theory]
    [InlineData("", null, "[1]")]
    [InlineData("/", "", null)]
    [InlineData("/0", "0", "1")]
    [InlineData("/1", "1", null)]
    [InlineData("/01", "01", null)]
    [InlineData("/+0", "+0", null)]
    [InlineData("/-", "-", null)]
    [InlineData("/ 0", " 0", null)]
    [InlineData("/99999999999", "99999999999", null)]
    public void A_pointer_into_a_list_is_a_plain_index(string path, string? first, string? expected)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        Assert.Equal((path, first, expected), (pointer.Text, pointer.First, pointer.Find(JsonElement.Parse("[1]"))?.GetRawText()));
    }

    [Theory]
    [InlineData("/a~0b", "a~b")]
    [InlineData("/a~1b", "a/b")]
    [InlineData("/~01", "~1")]
    [InlineData("/~0~0", "~~")]
    [InlineData("/~10", "/0")]
    [InlineData("/é", "é")]
    public void A_tilde_stands_for_a_tilde_or_a_slash(string path, string name)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        Assert.Equal(name, pointer.First);
        Assert.Equal("5", pointer.Find(JsonElement.Parse($$"""{"x":1,"{{name}}":5}"""))?.GetRawText());
    }

    [Theory]
    [InlineData("/~")]
    [InlineData("/~0~")]
    [InlineData("/~2")]
    [InlineData("/a~0/~a")]
    [InlineData(" /a")]
    [InlineData("#/a")]
    public void A_tilde_alone_and_a_text_without_a_slash_are_no_pointer(string path)
    {
        Assert.False(JsonPointer.TryParse(path, out var pointer));
        Assert.Null(pointer);
    }

    [Fact]
    public void A_long_list_has_an_index_of_more_digits()
    {
        Assert.True(JsonPointer.TryParse("/10", out var ten));
        Assert.Equal("10", ten.Find(JsonElement.Parse("[0,1,2,3,4,5,6,7,8,9,10]"))?.GetRawText());
        Assert.Null(ten.Find(JsonElement.Parse("[0,1,2,3,4,5,6,7,8,9]")));
        Assert.Null(ten.Find(default));
        Assert.Null(ten.Find(JsonElement.Parse("5")));
    }
}
