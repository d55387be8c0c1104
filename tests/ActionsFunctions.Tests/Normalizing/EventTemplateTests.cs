using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Tests.Normalizing;

/// <summary>What is told of a mistyped template word for word, and what a right one takes of an event.</summary>
public sealed class EventTemplateTests
{
    private const string Known =
        "agent, anonymous_session, authentication, authorization, client, connection, custom_domain, organization, prompt, refresh_token, request, resource_server, "
        + "security_context, session, session_transfer_token, stats, tenant, transaction, user";

    [Theory]
    [InlineData("{user.email", "has a brace without its partner")]
    [InlineData("user.email}", "has a brace without its partner")]
    [InlineData("{{user.email}", "has a brace without its partner")]
    [InlineData("{}", "has {}, which is not a path into the event such as {user.email}")]
    [InlineData("{user}", "has {user}, which is not a path into the event such as {user.email}")]
    [InlineData("{user.}", "has {user.}, which is not a path into the event such as {user.email}")]
    [InlineData("{.user.email}", "has {.user.email}, which is not a path into the event such as {user.email}")]
    [InlineData("{user.e mail}", "has {user.e mail}, which is not a path into the event such as {user.email}")]
    [InlineData("{user.email}{usr.email}", "has {usr.email}, but the event has no such member; it has " + Known)]
    [InlineData("{experiment.config}", "has {experiment.config}, but the event has no such member; it has " + Known)]
    public void A_mistake_is_told_in_full(string text, string expected)
    {
        Assert.False(EventTemplate.TryParse(text, out var template, out var fault));
        Assert.Null(template);
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Every_member_of_the_event_but_its_secrets_can_be_used()
    {
        foreach (var member in Known.Split(", "))
        {
            Assert.True(EventTemplate.TryParse($"a{{{member}.x-Y_9}}b", out var template, out var fault), fault);
            Assert.Equal(["a", "b"], template.Literals);
            Assert.Equal(["7"], template.Values(Event($$$"""{"{{{member}}}":{"x-Y_9":7}}"""))!);
        }
    }

    [Theory]
    [InlineData("""{"user":{"a":"x","b":{"c":1.50}}}""", "x 1.50")]
    [InlineData("""{"user":{"a":true,"b":{"c":false}}}""", "true false")]
    [InlineData("""{"user":{"a":"","b":{"c":1}}}""", null)]
    [InlineData("""{"user":{"a":"x","b":{"c":null}}}""", null)]
    [InlineData("""{"user":{"a":"x","b":"c"}}""", null)]
    [InlineData("""{"user":{"a":["x"],"b":{"c":1}}}""", null)]
    [InlineData("""{"user":{"a":"x","b":{"c":{}}}}""", null)]
    [InlineData("[]", null)]
    public void Each_place_takes_a_text_a_number_or_a_boolean(string login, string? expected)
    {
        Assert.True(EventTemplate.TryParse("{user.a} {user.b.c}", out var template, out _));
        Assert.Equal(expected, template.Values(Event(login)) is { } values ? string.Join(' ', values) : null);
    }

    [Theory]
    [InlineData("/people/{user.email}", "must begin with https:// (http:// only for loopback)")]
    [InlineData("http://contoso.example/{user.email}", "must begin with https:// (http:// only for loopback)")]
    [InlineData("people", "must be an absolute URL")]
    [InlineData("https://h:{tenant.id}/x", "must be an absolute URL")]
    [InlineData("https://ada@h/{user.email}", "must not hold a user name or password")]
    [InlineData("https://h/{user.email}#x", "must not have a fragment (#)")]
    [InlineData("https://h/{user.email}/../x", "cannot be read as a URL with event values in its path or query")]
    [InlineData("https://h.{tenant.id}.example/x", "must not take its host from the event")]
    public void A_mistake_in_a_URL_is_told_in_full(string text, string expected)
    {
        Assert.True(EventTemplate.TryParse(text, out var template, out var fault), fault);
        Assert.False(EventTemplateUri.TryCreate(template, out var uri, out fault));
        Assert.Null(uri);
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("https://API.contoso.example:8443/p/{user.email}", "https://api.contoso.example:8443/")]
    [InlineData("http://[::1]:81/{user.email}?x=1", "http://[::1]:81/")]
    public void The_origin_is_scheme_host_and_port(string text, string origin)
    {
        Assert.True(EventTemplate.TryParse(text, out var template, out _));
        Assert.True(EventTemplateUri.TryCreate(template, out var uri, out _));
        Assert.Equal(origin, uri.Origin.AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"user":{"email":"a/b?c#d%"}}""", "https://h/x/a%2Fb%3Fc%23d%25/y", "event-value-refused")]
    [InlineData("""{"user":{"email":"."}}""", null, "event-value-refused")]
    [InlineData("""{"user":{"email":".."}}""", null, "event-value-refused")]
    [InlineData("""{"user":{"email":"a\u0000"}}""", null, "event-value-refused")]
    [InlineData("""{"user":{"email":""}}""", null, "event-value-missing")]
    [InlineData("{}", null, "event-value-missing")]
    public void A_value_is_escaped_or_refused_or_missing(string login, string? expected, string code)
    {
        var rendered = Uri().Render(Event(login));
        Assert.Equal((expected, expected, code), (rendered.Text, rendered.Uri?.AbsoluteUri, rendered.FailureCode));
    }

    [Fact]
    public void A_value_has_1024_characters_at_most()
    {
        Assert.Equal($"https://h/x/{new string('a', 1024)}/y", Uri().Render(Event($$$"""{"user":{"email":"{{{new string('a', 1024)}}}"}}""")).Text);
        Assert.Equal(new RenderedUri(null, Missing: false), Uri().Render(Event($$$"""{"user":{"email":"{{{new string('a', 1025)}}}"}}""")));
    }

    private static PostLoginEvent Event(string json) => new(JsonElement.Parse(json));

    private static EventTemplateUri Uri()
    {
        Assert.True(EventTemplate.TryParse("https://h/x/{user.email}/y", out var template, out _));
        Assert.True(EventTemplateUri.TryCreate(template, out var uri, out _));
        return uri;
    }
}
