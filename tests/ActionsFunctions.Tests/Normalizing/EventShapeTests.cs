using System.Text.Json;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Model;

namespace ActionsFunctions.Tests.Normalizing;

public sealed class EventShapeTests
{
    private static readonly string[] OneOfEachType = ["true", "5", "\"text\"", "[]", "{}"];

    /// <summary>Every documented member, and every object and list on the way to one.</summary>
    public static TheoryData<string> MembersAndTheirParents => [.. Documented];

    public static TheoryData<string> Lists => [.. Documented.Where(static path => KindAt(path) == JsonValueKind.Array)];

    private static IEnumerable<string> Documented =>
        DocumentedMember.All.SelectMany(static member => Ancestry(member.Path)).Distinct(StringComparer.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user":null}""")]
    [InlineData("""{"user":{"user_id":"x"}}""")]
    [InlineData("""{"user":{"user_id":"x","unknown":[1]},"unknown":5,"User":1}""")]
    [InlineData("""{"transaction":{"metadata":{"a":"x","b":1,"c":true,"d":null}},"client":{"metadata":{"a":null}}}""")]
    [InlineData("""{"refresh_token":{"resource_servers":[{"scopes":["a","b"]}]}}""")]
    [InlineData("""{"user":{"user_id":"x","created_at":"no date"},"stats":{"logins_count":1.5}}""")]
    [InlineData("""{"secrets":{"KEY":"theirs"}}""")]
    public void Accepts_an_event_whose_documented_members_have_their_types(string json) =>
        Assert.True(EventShape.IsValid(JsonElement.Parse(json)));

    [Fact]
    public void Accepts_an_event_with_every_documented_member() => Assert.True(EventShape.IsValid(Auth0EventFixture.Json));

    [Theory]
    [MemberData(nameof(MembersAndTheirParents))]
    public void Refuses_every_documented_member_of_another_type(string path)
    {
        foreach (var value in OneOfEachType.Where(value => !IsDocumentedType(path, value)))
            Assert.False(EventShape.IsValid(Auth0EventFixture.With(path, value)), $"{path} = {value}");
    }

    [Theory]
    [MemberData(nameof(MembersAndTheirParents))]
    public void A_member_may_be_missing_or_null_but_the_id_of_a_user_and_an_item_of_a_list_may_not_be_null(string path)
    {
        var required = path == "/user/user_id";
        Assert.Equal(!required, EventShape.IsValid(Auth0EventFixture.With(path, null)));
        Assert.Equal(!required && !DocumentedMember.IsItem(path), EventShape.IsValid(Auth0EventFixture.With(path, "null")));
    }

    [Theory]
    [InlineData("""{"us\u0065r":{"user\u005Fid":"x"}}""", true)]
    [InlineData("""{"user":{"user_id":"x","\u0065mail":5}}""", false)]
    [InlineData("""{"user":{"user_id":"x"},"\u0073tats":[]}""", false)]
    [InlineData("""{"user":{"user_\u0069d":""}}""", false)]
    public void A_name_that_is_escaped_is_the_same_name(string json, bool isValid) =>
        Assert.Equal(isValid, EventShape.IsValid(JsonElement.Parse(json)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Refuses_a_list_with_an_item_of_another_type(string path)
    {
        Assert.False(EventShape.IsValid(Auth0EventFixture.With(path, "[1]")));
        Assert.False(EventShape.IsValid(Auth0EventFixture.With(path, "[null]")));
    }

    [Theory]
    [InlineData("""{"user":{"user_id":""}}""")]
    [InlineData("""{"user":{}}""")]
    [InlineData("""{"user":{"id":"x"}}""")]
    [InlineData("""{"client":{"metadata":{"a":1}}}""")]
    [InlineData("""{"transaction":{"metadata":{"a":{}}}}""")]
    [InlineData("""{"transaction":{"metadata":{"a":[]}}}""")]
    [InlineData("""{"transaction":{"actor":{"act":{"act":{"act":{"act":{"sub":1}}}}}}}""")]
    [InlineData("""{"authentication":{"methods":[{"name":"pwd"},{"name":1}]}}""")]
    [InlineData("""{"secrets":"x"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Refuses_an_event_of_another_shape(string json) => Assert.False(EventShape.IsValid(JsonElement.Parse(json)));

    [Fact]
    public void Refuses_the_absence_of_an_event() => Assert.False(EventShape.IsValid(default));

    [Fact]
    public void Checking_allocates_nothing()
    {
        var json = Auth0EventFixture.Json;
        Assert.True(EventShape.IsValid(json));
        var before = GC.GetAllocatedBytesForCurrentThread();
        EventShape.IsValid(json);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<string> Ancestry(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    private static bool IsDocumentedType(string path, string value) =>
        KindAt(path) switch
        {
            JsonValueKind.True or JsonValueKind.False => value == "true",
            JsonValueKind.Number => value == "5",
            JsonValueKind.String => value == "\"text\"" || (path.EndsWith("/scopes", StringComparison.Ordinal) && value == "[]"),
            JsonValueKind.Array => value == "[]",
            _ => path != "/user" && value == "{}",
        };

    private static JsonValueKind KindAt(string path)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        return pointer.Find(Auth0EventFixture.Json)!.Value.ValueKind;
    }
}
