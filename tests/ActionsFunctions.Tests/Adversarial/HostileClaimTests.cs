using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Claims that no provider is made for: the login goes on, what was in its tokens stays, other claims reach it, and nothing is lost without a word.</summary>
public sealed class HostileClaimTests(SharedServers servers) : IClassFixture<SharedServers>
{
    private const string Name = "https://contoso.example/x";

    /// <summary>Names that somebody could hope to get through.</summary>
    private static readonly string[] Names =
    [
        "sub", "iss", "aud", "exp", "azp", "nonce", "acr", "SUB", "sub ", "sub\u200B", "sub\0", "\u0455ub", "a\"b", "a\\b", "a/b~1", "a\r\nb",
        "__proto__", "constructor", "ext", "session", "claims", "error", "commands", "version", "action", "userMessage", "@odata.type", "role", "app_metadata", "groups", "roles", "permissions",
        "extension_", "urn:zitadel:iam:org:id", "https://auth0.com/x", "https://AUTH0.com./x", "https://auth0.com%2e/x", "\U0001F600", "e\u0301", "\u202Ebus",
    ];

    /// <summary>Values, by name.</summary>
    private static readonly Dictionary<string, ClaimValue> Values = new(StringComparer.Ordinal)
    {
        ["null"] = ClaimValue.Null,
        ["nothing"] = "",
        ["a number beyond doubles"] = JsonElement.Parse("1e400"),
        ["a number of a thousand digits"] = JsonElement.Parse(new string('9', 1_000)),
        ["an empty list"] = JsonElement.Parse("[]"),
        ["an empty object"] = JsonElement.Parse("{}"),
        ["a list of everything"] = JsonElement.Parse("""[null,true,-0.0,"",[[]],{"a":{}}]"""),
        ["texts and a number"] = JsonElement.Parse("""["a",1]"""),
        ["an object with a member named so"] = JsonElement.Parse("""{"":{"__proto__":{"sub":"forged"}}}"""),
        ["as deep as an answer takes"] = JsonElement.Parse(new string('[', 56) + new string(']', 56)),
        ["too deep"] = JsonElement.Parse(new string('[', 57) + new string(']', 57)),
        ["controls"] = "\0\r\n\u001f\u007f\u0085\u2028",
        ["a text of 300,000 letters"] = new string('x', 300_000),
        ["ten thousand texts"] = ClaimValue.Of([.. Enumerable.Range(0, 10_000).Select(i => $"{i}")]),
    };

    // The same login without such a claim.
    private static readonly ConcurrentDictionary<string, Task<PlayedLogin>> Before = new(StringComparer.Ordinal);

    public static TheoryData<string> NameRows => [.. Names];

    public static TheoryData<string> ValueRows => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(NameRows))]
    public async Task A_name_takes_the_place_of_no_other_claim(string name)
    {
        foreach (var route in ProviderPayload.Routes)
        {
            var played = await PlayAsync(route, name, "forged");
            Assert.True(HasAny(played, "\"forged\"") || Reported(played, name), $"{route}: lost without a word");
        }
    }

    [Theory]
    [MemberData(nameof(ValueRows))]
    public async Task A_value_costs_no_other_claim(string name)
    {
        foreach (var route in ProviderPayload.Routes)
        {
            var played = await PlayAsync(route, Name, Values[name]);
            // A null says nothing of a claim that nobody set.
            Assert.True(name == "null" || HasAny(played, "/x\"") || HasAny(played, "\"extension_x\"") || Reported(played, Name), $"{route}: lost without a word");
        }
    }

    private async Task<PlayedLogin> PlayAsync(string route, string name, ClaimValue value)
    {
        var before = await Before.GetOrAdd(route, _ => servers.PlayAsync(route, Auth0EventFixture.Json, static _ => { }));
        var after = await servers.PlayAsync(route, Auth0EventFixture.Json, api => api.SetCustomClaim(Tokens.Both, name, value));
        Assert.Equal((route, SimulatedOutcome.Issued, (string?)null), (route, after.Verdict.Outcome, after.Verdict.Reason));
        Assert.NotEmpty(after.Claim(ProviderTable.Of(route).NameInToken(SharedServers.Plan)));
        Kept(before.Verdict.Tokens!.IdToken, after.Verdict.Tokens!.IdToken);
        // Okta lets a hook change these two, in the access token alone.
        Kept(before.Verdict.Tokens.AccessToken, after.Verdict.Tokens.AccessToken, route == "okta" && name is "sub" or "aud" ? $"/{name}" : null);
        return after;
    }

    // Objects may gain members; what they had they keep.
    private static void Kept(JsonElement? before, JsonElement? after, string? but = null)
    {
        if (before is not { } token)
            return;
        var (had, has) = (JsonNode.Parse(token.GetRawText())!, JsonNode.Parse(after!.Value.GetRawText())!);
        foreach (var pointer in ProviderPayload.PointersOf(had, "").Where(pointer => pointer != but))
        {
            if (ProviderPayload.At(had, pointer) is JsonValue value)
                Assert.Equal($"{pointer} {value.ToJsonString()}", $"{pointer} {ProviderPayload.At(has, pointer)?.ToJsonString()}");
        }
    }

    private static bool HasAny(PlayedLogin played, string text) =>
        new[] { played.Verdict.Tokens!.IdToken, played.Verdict.Tokens.AccessToken }.Any(token => token is { } claims && claims.GetRawText().Contains(text, StringComparison.Ordinal));

    private static bool Reported(PlayedLogin played, string name) => played.Report!.Outcome.Diagnostics.Any(diagnostic => diagnostic.Claim == name);
}
