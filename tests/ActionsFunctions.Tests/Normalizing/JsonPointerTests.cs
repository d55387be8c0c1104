using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Tests.Normalizing;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Document = JsonElement.Parse("""{"a":{"b/c":[10,{"m~n":null}]},"":1}""");

    [Theory]
    [InlineData("/a/b~1c/0", "10")]
    [InlineData("/", "1")]
    [InlineData("/a/b~1c/1", """{"m~n":null}""")]
    public void Finds_the_value_pointed_at(string path, string expected)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        Assert.Equal(expected, pointer.Find(Document)?.GetRawText());
    }

    [Theory]
    [InlineData("/a/missing")]
    [InlineData("/a/b~1c/00")]
    [InlineData("/a/b~1c/-1")]
    [InlineData("/a/b~1c/2")]
    [InlineData("/a/b~1c/1/m~0n")]
    public void Finds_nothing_where_there_is_nothing_or_null(string path)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        Assert.Null(pointer.Find(Document));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/a~")]
    [InlineData("/a~2")]
    public void Refuses_text_that_is_no_pointer(string path) => Assert.False(JsonPointer.TryParse(path, out _));
}
