using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

public sealed class ClaimValueTests
{
    [Fact]
    public void Values_are_the_same_where_their_JSON_is()
    {
        ClaimValue gold = "gold";
        Assert.True(gold.Equals((object)ClaimValue.Of(JsonElement.Parse("\"gold\""))));
        Assert.False(gold.Equals("gold" as object));
        Assert.False(gold.Equals((object?)null));
        Assert.Equal(3, new HashSet<ClaimValue> { gold, "gold", 1, 1, true }.Count);
    }

    [Fact]
    public void No_text_and_no_value_are_null()
    {
        Assert.Equal(JsonValueKind.Null, default(ClaimValue).Element.ValueKind);
        Assert.Equal(ClaimValue.Null, (ClaimValue)(string?)null);
    }
}
