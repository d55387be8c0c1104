using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Hostile texts in every field that people and applications choose, for every provider whose payload has it: one value in a URL, one in a claim, none in a header or the log.</summary>
public sealed class HostileTextTests(HostileTextServers servers) : IClassFixture<HostileTextServers>
{
    private static readonly string[] All = [.. ProviderPayload.Routes];

    // The field, and who has it. B2C takes a list of locales apart at its blanks.
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["/user/user_id"] = All,
        ["/user/email"] = All,
        ["/user/name"] = ["auth0", "entra", "azure-ad-b2c", "okta", "zitadel"],
        ["/user/user_metadata/x"] = ["auth0", "azure-ad-b2c", "zitadel", "supabase"],
        ["/client/client_id"] = All,
        ["/client/name"] = ["auth0", "entra", "okta"],
        ["/resource_server/identifier"] = ["auth0", "entra", "okta", "ory-hydra"],
        ["/organization/id"] = ["auth0", "zitadel"],
        ["/transaction/id"] = ["auth0", "entra"],
        ["/transaction/locale"] = ["auth0", "entra", "okta", "zitadel"],
        ["/request/ip"] = ["auth0", "entra", "okta", "supabase"],
    };

    public static TheoryData<string, string> Rows => Crossed.Rows(Fields.Keys, [.. HostileTexts.Rows.Keys]);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_text_stays_one_value_wherever_it_gets(string field, string name)
    {
        var text = HostileTexts.Rows[name];
        foreach (var route in Fields[field])
        {
            var server = servers.Of(route, field);
            var (lines, calls) = (server.Log.Texts.Count, servers.Upstream.Calls.Count);

            var played = await server.PlayAsync(field, text);

            Assert.Equal((route, 200), (route, played.Answer.Status));
            Assert.Equal((route, text), (route, Field(played, field)));
            Assert.Equal((route, Issued(route, text)), (route, Issued(played, route)));
            Assert.Equal((route, HostileTexts.IsRefusedInUrl(text)), (route, IsRefused(played)));
            Calls([.. servers.Upstream.Calls.Skip(calls)], field, text);
            Assert.DoesNotContain(server.Log.Texts.Skip(lines), line => line.Contains(HostileTexts.Mark, StringComparison.Ordinal) || line.AsSpan().ContainsAny("\r\n\0\u0085\u2028"));
            Assert.DoesNotContain(played.Report!.Response.Headers, header => header.Value.Contains(HostileTexts.Mark, StringComparison.Ordinal) || header.Value.Any(char.IsControl));
        }
    }

    // The backend is asked where the text may stand in its URL, at exactly one place of the path and one of the query; the remote action always.
    private static void Calls(IReadOnlyList<StubRequest> calls, string field, string text)
    {
        var place = Uri.EscapeDataString(text);
        string[] people = HostileTexts.IsRefusedInUrl(text) ? [] : [$"GET /people/{place}/groups?q={place}"];
        string[] remote = HostileTextServers.AsksRemote(field) ? ["POST /remote"] : [];
        Assert.Equal(people.Concat(remote), calls.Select(call => $"{call.Method} {call.Target}").Order(StringComparer.Ordinal));
        Assert.All(calls, call => Assert.DoesNotContain(call.Headers, header =>
            header.Key.Contains("Injected", StringComparison.OrdinalIgnoreCase) || header.Value.Contains(HostileTexts.Mark, StringComparison.Ordinal)));
        Assert.All(calls.Where(call => call.Method == "POST"), call => Assert.Matches(@"^[A-Za-z0-9_-]{24}\.remote\z", call.Header("Idempotency-Key")));
    }

    private static string? Field(PlayedLogin played, string field)
    {
        Assert.True(JsonPointer.TryParse(field, out var pointer));
        return played.Report!.Login.Event.At(pointer)?.GetString();
    }

    // By token: the whole text or nothing.
    private static string Issued(string route, string text) => ProviderTable.Of(route).Carries switch
    {
        Tokens.Id => $"id {text}",
        Tokens.Access => $"access {text}",
        _ => $"id {text} access {text}",
    };

    private static string Issued(PlayedLogin played, string route) => string.Join(
        ' ',
        played.Claim(ProviderTable.Of(route).NameInToken(HostileTextServers.Claim)).Select(claim => claim.Split(' ', 2)).Select(pair => $"{pair[0]} {JsonElement.Parse(pair[1]).GetString()}"));

    private static bool IsRefused(PlayedLogin played) => played.Report!.Outcome.Actions[1] is { Outcome: ActionOutcome.Failed }
        && played.Report.Outcome.Diagnostics.Any(diagnostic => diagnostic is { Code: DiagnosticCodes.ActionFailed, Action: "backend-profile", Reason: RenderedUri.RefusedCode });
}
