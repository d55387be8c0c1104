using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Tests.Normalizing;

public sealed class EventTemplateUriTests
{
    [Theory]
    [InlineData("https://API.contoso.example:443/p/{user.email}?t={transaction.metadata.x-1}", "https://api.contoso.example/p/a%40b?t=7")]
    [InlineData("http://127.0.0.1:8080/é/{user.email}", "http://127.0.0.1:8080/%C3%A9/a%40b")]
    [InlineData("http://localhost/{user.email}.{user.email_verified}", "http://localhost/a%40b.true")]
    [InlineData("https://contoso.example/fixed", "https://contoso.example/fixed")]
    public void Values_of_the_event_take_their_places(string text, string expected) =>
        Assert.Equal(expected, Create(text).Render(Event("""{"user":{"email":"a@b","email_verified":true},"transaction":{"metadata":{"x-1":7}}}""")).Uri?.AbsoluteUri);

    [Theory]
    [InlineData("{user.email", "brace")]
    [InlineData("https://h/{user.email}}", "brace")]
    [InlineData("https://h/{}", "not a path")]
    [InlineData("https://h/{user}", "not a path")]
    [InlineData("https://h/{user..email}", "not a path")]
    [InlineData("https://h/{user.email\n}", "not a path")]
    [InlineData("https://h/{usr.email}", "no such member")]
    [InlineData("https://h/{secrets.KEY}", "no such member")]
    [InlineData("/people/{user.email}", "https")]
    [InlineData("https://{user.email}/", "host")]
    [InlineData("https://h.{tenant.id}.example/x", "host")]
    [InlineData("https://h{tenant.id}/x", "host")]
    [InlineData("https://h:{tenant.id}/x", "absolute")]
    [InlineData("{tenant.id}://h/x", "https")]
    [InlineData("https://{user.email}@h/x", "user name")]
    [InlineData("https://h/x#{user.email}", "fragment")]
    [InlineData("https://h/{user.email}/../x", "cannot be read")]
    [InlineData("http://contoso.example/{user.email}", "https")]
    [InlineData("ftp://contoso.example/{user.email}", "https")]
    public void A_mistake_is_told_at_start(string text, string part)
    {
        EventTemplateUri? uri = null;
        Assert.False(EventTemplate.TryParse(text, out var template, out var fault) && EventTemplateUri.TryCreate(template, out uri, out fault));
        Assert.Null(uri);
        Assert.Contains(part, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://h/.{user.email}/x", ".")]
    [InlineData("https://h/{user.email}{user.name}/x", ".")]
    [InlineData("https://h/p?x={user.email}", "..")]
    [InlineData("https://h/{user.email}", "\u0085")]
    public void A_value_that_would_change_the_path_is_refused(string text, string value)
    {
        var rendered = Create(text).Render(Event($$$"""{"user":{"email":{{{JsonSerializer.Serialize(value)}}},"name":"."}}"""));

        Assert.Null(rendered.Uri);
        Assert.False(rendered.Missing);
    }

    [Fact]
    public void No_value_of_two_thousand_ever_changes_path_or_host()
    {
        // Everything that paths, hosts and their decoders treat specially, in random order; the seed makes a failure repeatable.
        string[] alphabet = [".", "..", "/", "\\", "%", "2e", "2f", "%2e", "%2F", "%5c", "?", "#", "@", ":", ";", "&", "=", "+", " ", "a", "é", "\u202e", "😀", "\u2024", "|"];
        var random = new Random(20300101);
        var uri = Create("https://contoso.example/people/{user.email}/groups?x=1");
        var rendered = 0;
        for (var i = 0; i < 2000; i++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            if (uri.Render(Event($$$"""{"user":{"email":{{{JsonSerializer.Serialize(value)}}}}}""")).Uri is not { } found)
            {
                Assert.True(value is "." or "..", value);
                continue;
            }

            rendered++;
            Assert.Equal(("https", "contoso.example", "?x=1", 4), (found.Scheme, found.Host, found.Query, found.Segments.Length));
            Assert.Equal(value, Uri.UnescapeDataString(found.Segments[2].TrimEnd('/')));
        }

        Assert.True(rendered > 1900);
    }

    private static PostLoginEvent Event(string json) => new(JsonElement.Parse(json));

    private static EventTemplateUri Create(string text)
    {
        Assert.True(EventTemplate.TryParse(text, out var template, out var fault), fault);
        Assert.True(EventTemplateUri.TryCreate(template, out var uri, out fault), fault);
        return uri;
    }
}
