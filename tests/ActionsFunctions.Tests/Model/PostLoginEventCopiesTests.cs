using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

public sealed class PostLoginEventCopiesTests
{
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal) { ["KEY"] = "value" };

    [Theory]
    [InlineData("""{"user":{"user_id":"x"}}""", """{"user":{"user_id":"x"},"transaction":{"metadata":{"a":1}}}""")]
    [InlineData("""{"transaction":null,"user":{"user_id":"x"}}""", """{"transaction":{"metadata":{"a":1}},"user":{"user_id":"x"}}""")]
    [InlineData("""{"transaction":{"id":"t"},"z":1.50}""", """{"transaction":{"id":"t","metadata":{"a":1}},"z":1.50}""")]
    [InlineData("""{"transaction":{"metadata":null,"id":"t"}}""", """{"transaction":{"metadata":{"a":1},"id":"t"}}""")]
    [InlineData("""{"transaction":{"metadata":{"b":"é","a":0,"n":null},"id":"t"}}""", """{"transaction":{"metadata":{"b":"é","a":1,"n":null},"id":"t"}}""")]
    public void Transaction_metadata_is_written_and_everything_else_stays(string before, string after)
    {
        var login = new PostLoginEvent(JsonElement.Parse(before), Secrets);
        var copy = login.WithTransactionMetadata([new("a", 1)]);
        Assert.Equal(after, copy.Json.GetRawText());
        Assert.Same(Secrets, copy.Secrets);
        Assert.Equal(before, login.Json.GetRawText());
    }

    [Fact]
    public void Writes_of_transaction_metadata_apply_in_order()
    {
        var login = new PostLoginEvent(JsonElement.Parse("""{"transaction":{"metadata":{"gone":1,"again":1,"kept":true}}}"""));
        var copy = login.WithTransactionMetadata(
        [
            new("new", "first"), new("gone", ClaimValue.Null), new("again", ClaimValue.Null), new("never", ClaimValue.Null),
            new("new", "second"), new("again", 2.5), new("default", default),
        ]);
        Assert.Equal("""{"kept":true,"new":"second","again":2.5}""", copy.Transaction!.Value.Metadata.Json.GetRawText());
    }

    [Fact]
    public void Names_of_transaction_metadata_are_escaped_and_told_apart_by_case()
    {
        var copy = new PostLoginEvent(JsonElement.Parse("{}")).WithTransactionMetadata([new("\"}", "x"), new("A", 1), new("a", 2)]);
        Assert.Equal("""{"transaction":{"metadata":{"\"}":"x","A":1,"a":2}}}""", copy.Json.GetRawText());
    }

    [Fact]
    public void Without_writes_the_event_itself_is_returned()
    {
        var login = new PostLoginEvent(JsonElement.Parse("{}"), Secrets);
        Assert.Same(login, login.WithTransactionMetadata([]));
    }

    [Fact]
    public void Secrets_are_given_to_a_copy_only()
    {
        var login = new PostLoginEvent(JsonElement.Parse("""{"user":{"user_id":"x"}}"""));
        var copy = login.WithSecrets(Secrets);
        Assert.Same(Secrets, copy.Secrets);
        Assert.Equal("x", copy.User?.UserId);
        Assert.Empty(login.Secrets);
    }

    [Theory]
    [InlineData("""{"secrets":{"KEY":"theirs"},"user":{"user_id":"x","secrets":1}}""", """{"user":{"user_id":"x","secrets":1}}""")]
    [InlineData("""{"a":1,"\u0073ecrets":null,"b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{ "Secrets": {}, "user": { "user_id": "x" } }""", """{ "Secrets": {}, "user": { "user_id": "x" } }""")]
    public void Secrets_of_a_caller_are_dropped_and_an_event_without_any_stays_as_it_is(string before, string after)
    {
        var login = PostLoginEvent.FromCaller(JsonElement.Parse(before));
        Assert.Equal(after, login.Json.GetRawText());
        Assert.Empty(login.Secrets);
    }
}
