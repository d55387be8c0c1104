using System.Text;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Every provider's own call, with its credential, and a body that was made to hurt: refused in one form, or a login like any other.</summary>
public sealed class HostileBodyTests(SharedServers servers) : IClassFixture<SharedServers>
{
    private const string Half = @"\ud800";

    /// <summary>What becomes of the body that the provider would send, by name.</summary>
    private static readonly Dictionary<string, (Func<byte[], byte[]> Change, bool IsRead)> Rows = new(StringComparer.Ordinal)
    {
        ["64 levels"] = (body => With(body, $"\"x\":{new string('[', 63)}{new string(']', 63)}"), true),
        ["65 levels"] = (body => With(body, $"\"x\":{new string('[', 64)}{new string(']', 64)}"), false),
        ["100,000 levels that never close"] = (_ => Utf8(new string('[', 100_000)), false),
        ["10,000 members"] = (body => With(body, string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":0"))), true),
        ["10,000 members, the first one again"] = (body => With(body, string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":0")) + ",\"m0\":0"), false),
        ["a member twice"] = (body => With(body, "\"x\":1,\"x\":1"), false),
        ["a member twice, once escaped"] = (body => With(body, "\"x\":1,\"\\u0078\":1"), false),
        ["a member twice, deep inside"] = (body => With(body, "\"x\":[{\"y\":{\"z\":1,\"z\":1}}]"), false),
        ["half of a surrogate pair"] = (body => With(body, $"\"x\":\"{Half}\""), false),
        ["half of a surrogate pair in a name"] = (body => With(body, $"\"{Half}\":1"), false),
        ["a surrogate as three bytes"] = (body => With(body, [(byte)'"', 0xED, 0xA0, 0x80, .. "\":1"u8]), false),
        ["a whole surrogate pair"] = (body => With(body, """ "x":"\ud83d\ude00" """), true),
        ["NaN"] = (body => With(body, "\"x\":NaN"), false),
        ["Infinity"] = (body => With(body, "\"x\":Infinity"), false),
        ["an exponent beyond any number"] = (body => With(body, "\"x\":1e2147483648"), true),
        ["a number of 10,000 digits"] = (body => With(body, "\"x\":" + new string('9', 10_000)), true),
        ["NUL in a text"] = (body => With(body, "\"x\":\"\0\""), false),
        ["NUL behind"] = (body => [.. body, 0], false),
        ["NUL escaped"] = (body => With(body, """ "x":"\u0000" """), true),
        ["a byte order mark"] = (body => [0xEF, 0xBB, 0xBF, .. body], false),
        ["UTF-16"] = (body => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), false),
        ["UTF-16 with its mark"] = (body => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))], false),
        ["UTF-32"] = (body => Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(body)), false),
        ["Latin-1"] = (body => With(body, [.. "\"x\":\""u8, 0xE9, (byte)'"']), false),
        ["a comment"] = (body => [.. "/**/"u8, .. body], false),
        ["a comma too many"] = (body => With(body, "\"x\":1,"), false),
        ["two documents"] = (body => [.. body, .. body], false),
        ["its last byte missing"] = (body => body[..^1], false),
        ["a list around it"] = (body => [(byte)'[', .. body, (byte)']'], false),
        ["blanks around it"] = (body => [.. "\r\n\t "u8, .. body, .. "\r\n\t "u8], true),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_body_is_refused_in_one_form_or_read_to_its_end(string name)
    {
        var (change, isRead) = Rows[name];
        foreach (var provider in ProviderTable.All)
        {
            var server = servers.Of(provider.Route);
            var body = server.Call(Auth0EventFixture.Json).Body.ToArray();

            var answer = await server.SendAsync(server.Call(change(body)));

            Assert.Equal((provider, isRead ? provider.StatusWhenUnchanged : 400), (provider, answer.Status));
            if (!isRead)
                Assert.Equal(Told(await server.SendAsync(server.Call("{"u8.ToArray()))), Told(answer));
        }
    }

    private static (int Status, string Body, string Headers) Told(WebhookResponse answer) =>
        (answer.Status, Encoding.UTF8.GetString(answer.Body.Span), string.Join('\n', answer.Headers));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] With(byte[] body, string members) => With(body, Utf8(members));

    private static byte[] With(byte[] body, byte[] members) => [.. body[..^1], (byte)',', .. members, (byte)'}'];
}
