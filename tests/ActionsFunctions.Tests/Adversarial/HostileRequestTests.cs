using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Requests made to hurt, through the whole journey: each is refused with the status of its fault, or is a login like any other.</summary>
public sealed class HostileRequestTests
{
    private const string User = """ "user":{"user_id":"auth0|1"} """;

    private static readonly KeyValuePair<string, string?>[] Flow = [new("PostLogin:Actions:0:Name", "echo")];
    private static readonly ActionType Echo = new("echo", _ => InlineAction.Of((login, api) => api.SetCustomClaim(Tokens.Both, "https://actions.example/event", login.Json)));

    /// <summary>Bodies that are signed well, by name: text, and the status.</summary>
    public static IReadOnlyDictionary<string, (byte[] Body, int Status)> Bodies { get; } = new Dictionary<string, (byte[], int)>(StringComparer.Ordinal)
    {
        ["10,000 members"] = (Utf8(Event($"\"app\":{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":{i}"))}}}")), 200),
        ["10,000 members, the last one again"] = (Utf8(Event($"\"app\":{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":{i}"))},\"m9999\":0}}")), 400),
        ["a list of 100,000 items"] = (Utf8(Event($"\"list\":[{string.Join(',', Enumerable.Repeat("0", 100_000))}]")), 200),
        ["65 levels"] = (Utf8(Event($"\"deep\":{new string('[', 63)}{new string(']', 63)}")), 400),
        ["64 levels"] = (Utf8(Event($"\"deep\":{new string('[', 62)}{new string(']', 62)}")), 200),
        ["100,000 levels that never close"] = (Utf8(new string('[', 100_000)), 400),
        ["a member twice"] = (Utf8(Event("\"a\":1,\"a\":2")), 400),
        ["a member twice, once escaped"] = (Utf8(Event("\"a\":1,\"\\u0061\":2")), 400),
        ["a member twice but for its case"] = (Utf8(Event("\"a\":1,\"A\":2")), 200),
        ["half of a surrogate pair"] = (Utf8(Event("\"a\":\"\\ud800\"")), 400),
        ["half of a surrogate pair in a name"] = (Utf8(Event("\"\\udc00\":1")), 400),
        ["a surrogate as three bytes"] = ([.. Utf8("""{"event":{"user":{"user_id":"a"""), 0xED, 0xA0, 0x80, .. Utf8("\"}}}")], 400),
        ["an overlong slash"] = ([.. Utf8("""{"event":{"user":{"user_id":"a"""), 0xC0, 0xAF, .. Utf8("\"}}}")], 400),
        ["NaN"] = (Utf8(Event("\"a\":NaN")), 400),
        ["Infinity"] = (Utf8(Event("\"a\":-Infinity")), 400),
        ["a number of a thousand digits"] = (Utf8(Event($"\"a\":{new string('9', 1_000)}")), 200),
        ["an exponent beyond any number"] = (Utf8(Event("\"a\":1e2147483648")), 200),
        ["NUL between members"] = (Utf8(Event("\"a\":1") + "\0"), 400),
        ["NUL in a text"] = (Utf8(Event("\"a\":\"\0\"")), 400),
        ["NUL escaped in a text"] = (Utf8(Event("\"a\":\"\\u0000\"")), 200),
        ["a byte order mark"] = ([0xEF, 0xBB, 0xBF, .. Utf8(Event("\"a\":1"))], 400),
        ["UTF-16"] = (Encoding.Unicode.GetBytes(Event("\"a\":1")), 400),
        ["UTF-16 with its mark"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Event("\"a\":1"))], 400),
        ["UTF-32"] = (Encoding.UTF32.GetBytes(Event("\"a\":1")), 400),
        ["a comment"] = (Utf8("/**/" + Event("\"a\":1")), 400),
        ["a comma too many"] = (Utf8(Event("\"a\":1,")), 400),
        ["two documents"] = (Utf8(Event("\"a\":1") + Event("\"a\":1")), 400),
        ["a newline behind"] = (Utf8(Event("\"a\":1") + "\n"), 200),
        ["nothing"] = ([], 400),
        ["only blanks"] = (Utf8(new string(' ', 1_000)), 400),
        ["null everywhere"] = (Utf8(Event("\"client\":null,\"connection\":null,\"request\":null,\"transaction\":null,\"stats\":null,\"session\":null,\"organization\":null,\"tenant\":null")), 200),
        ["null inside every object"] = (Utf8(Event("\"client\":{\"client_id\":null,\"metadata\":null},\"request\":{\"ip\":null,\"query\":null,\"geoip\":null},\"transaction\":{\"id\":null,\"prompt\":null}")), 200),
        ["members that nobody knows"] = (Utf8(Event("\"__proto__\":{\"admin\":true},\"constructor\":{},\"x\":[{}]")), 200),
        ["a user who is a list"] = (Utf8("""{"event":{"user":["auth0|1"]}}"""), 400),
        ["a client who is a text"] = (Utf8(Event("\"client\":\"x\"")), 400),
        ["an event in an event"] = (Utf8("{\"event\":" + Event("\"a\":1") + "}"), 400),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_signed_body_is_judged_by_what_it_is(string name)
    {
        await using var app = new TestApp(Flow, Echo);
        var (body, expected) = Bodies[name];
        var response = await app.App.HandleAsync(Signed(app, body), CancellationToken.None);
        Assert.Equal(expected, response.Status);
        if (expected == 200)
            Assert.Equal("succeeded", JsonElement.Parse(response.Body.Span, new() { MaxDepth = 80 }).GetProperty("actions")[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("re-serialised", """{ "event": { "user": { "user_id": "auth0|1" } } }""")]
    [InlineData("members in another order", """{"event":{"user":{"email":"a@b","user_id":"auth0|1"}}}""")]
    [InlineData("a newline behind", "{\"event\":{\"user\":{\"user_id\":\"auth0|1\",\"email\":\"a@b\"}}}\n")]
    [InlineData("escaped otherwise", """{"event":{"user":{"user_id":"auth0\u007c1","email":"a@b"}}}""")]
    public async Task The_same_meaning_in_other_bytes_is_not_what_was_signed(string what, string sent)
    {
        await using var app = new TestApp(Flow, Echo);
        const string signed = """{"event":{"user":{"user_id":"auth0|1","email":"a@b"}}}""";
        var request = app.Post("/post-login/auth0", sent);
        TestApp.Sign(request, signed, "msg_1", app.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.True((await app.SendAsync(request)).Status == 401, what);
    }

    [Theory]
    [InlineData(-301, 401)]
    [InlineData(-300, 200)]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    [InlineData(-3_000_000_000, 401)]
    public async Task A_timestamp_counts_to_the_second(long seconds, int status)
    {
        await using var app = new TestApp(Flow, Echo);
        var request = app.Login();
        var body = """{"event":{"user":{"user_id":"auth0|1"},"transaction":{"id":"t-1"}}}""";
        TestApp.Sign(request, body, "msg_1", Math.Max(0, app.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds));
        Assert.Equal(status, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    public async Task A_header_that_comes_twice_is_not_the_one_that_was_signed(string header)
    {
        await using var app = new TestApp(Flow, Echo);
        var request = app.Login();
        request.Headers.Append(header, request.Headers[header]);
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Fact]
    public async Task An_id_is_not_used_again_with_its_dots_and_digits_moved_into_the_timestamp()
    {
        // id.timestamp.body is one text: "a.1" and "2" sign as "a" and "1.2" would.
        await using var app = new TestApp(Flow, Echo);
        var request = app.Login(id: "a.17");
        request.Headers["webhook-id"] = "a";
        request.Headers["webhook-timestamp"] = "17." + request.Headers["webhook-timestamp"];
        Assert.Equal(401, (await app.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("POST ")]
    [InlineData("")]
    public async Task Any_method_but_POST_is_405_whatever_else_is_right(string method)
    {
        await using var app = new TestApp(Flow, Echo);
        Assert.Equal(405, (await app.App.HandleAsync(app.Login() with { Method = method }, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json;")]
    [InlineData("application/jsonp")]
    [InlineData("application/vnd.api+json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("*/*")]
    [InlineData("application/json\r\nX-Injected: 1")]
    public async Task A_type_that_only_looks_like_JSON_is_415(string type)
    {
        await using var app = new TestApp(Flow, Echo);
        var request = app.Login();
        request.Headers["Content-Type"] = type;
        Assert.Equal(415, (await app.SendAsync(request)).Status);
    }

    private static string Event(string members) => $"{{\"event\":{{{User},{members}}}}}";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static WebhookRequest Signed(TestApp app, byte[] body)
    {
        var timestamp = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var key = Convert.FromBase64String(TestApp.Secret["whsec_".Length..]);
        var signature = HMACSHA256.HashData(key, (byte[])[.. Utf8($"hostile.{timestamp}."), .. body]);
        var headers = new WebhookHeaders
        {
            ["Content-Type"] = "application/json",
            ["Content-Length"] = $"{body.Length}",
            ["webhook-id"] = "hostile",
            ["webhook-timestamp"] = $"{timestamp}",
            ["webhook-signature"] = "v1," + Convert.ToBase64String(signature),
        };
        return new("POST", "/post-login/auth0", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(body), app.Clock.GetTimestamp());
    }
}
