using System.Text.Json;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Tests.Model;

namespace ActionsFunctions.Tests.Normalizing;

/// <summary>The names that the event documents, and the members that no fixture shows.</summary>
public sealed class EventShapeNamesTests
{
    [Fact]
    public void Every_step_to_a_documented_member_has_a_documented_name() => Assert.All(
        DocumentedMember.All.SelectMany(member => member.Path.Split('/').Skip(1)).Where(name => !char.IsAsciiDigit(name[0])).Distinct(StringComparer.Ordinal),
        name => Assert.True(EventShape.Documents(name), name));

    [Theory]
    [InlineData("secrets", true)]
    [InlineData("userId", true)]
    [InlineData("act", true)]
    [InlineData("User", false)]
    [InlineData("email ", false)]
    [InlineData("", false)]
    public void Another_name_is_undocumented(string name, bool documented) => Assert.Equal(documented, EventShape.Documents(name));

    [Theory]
    [InlineData("""{"transaction":{"actor":{"act":{"act":{"act":{"act":{"sub":"five","act":{"sub":1,"act":5}}}}}}}}""", true)]
    [InlineData("""{"transaction":{"actor":{"act":{"act":{"act":{"act":{"act":1}}}}}}}""", false)]
    [InlineData("""{"transaction":{"actor":{"act":{"act":{"act":{"act":{"sub":1}}}}}}}""", false)]
    [InlineData("""{"session":{"actor":{"act":{"act":{"act":{"act":{"sub":1}}}}}}}""", false)]
    [InlineData("""{"session":{"actor":{"act":{"act":{"act":{"act":{"act":{"sub":1}}}}}}}}""", true)]
    [InlineData("""{"secrets":{"K":1}}""", false)]
    [InlineData("""{"secrets":{"K":null}}""", true)]
    [InlineData("""{"user":{"user_id":null}}""", false)]
    [InlineData("""{"user":{"user_id":"a","identities":[{"userId":1}]}}""", false)]
    [InlineData("""{"user":{"user_id":"a","identities":[{"user_id":1}]}}""", false)]
    [InlineData("""{"user":{"user_id":"a","identities":[{"profileData":{},"isSocial":false}]}}""", true)]
    [InlineData("""{"refresh_token":{"resource_servers":[{"scopes":"a b"}]}}""", true)]
    [InlineData("""{"refresh_token":{"resource_servers":[{"scopes":[1]}]}}""", false)]
    [InlineData("""{"a_name_that_is_longer_than_every_documented_one":1,"":1}""", true)]
    [InlineData("""{"client":{"metadata":{"a":"x","b":[]}}}""", false)]
    [InlineData("""{"client":{"metadata":[]}}""", false)]
    [InlineData("""{"transaction":{"metadata":[]}}""", false)]
    public void A_member_off_the_beaten_track_has_its_type_too(string json, bool isValid) => Assert.Equal(isValid, EventShape.IsValid(JsonElement.Parse(json)));
}
