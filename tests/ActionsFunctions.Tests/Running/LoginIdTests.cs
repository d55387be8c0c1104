using System.Text.Json.Nodes;
using ActionsFunctions.Tests.Adversarial;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Running;

/// <summary>What every contract has to tell a repeated call by: two calls have one login id where it is the same, whatever else differs, and two where it is not.</summary>
public sealed class LoginIdTests
{
    private static readonly Dictionary<string, (string Route, Action<JsonNode> Second, bool IsSame)> Rows = new(StringComparer.Ordinal)
    {
        ["auth0: the same transaction, another moment"] = ("auth0", With("/event/request/ip", "203.0.113.99"), true),
        ["auth0: another transaction"] = ("auth0", With("/event/transaction/id", "t-2"), false),
        ["auth0: no transaction"] = ("auth0", With("/event/transaction", null), false),
        ["entra: the same correlation id, another address"] = ("entra", With("/data/authenticationContext/client/ip", "203.0.113.99"), true),
        ["entra: another correlation id"] = ("entra", With("/data/authenticationContext/correlationId", "c0de0000-0000-4000-8000-00000000000f"), false),
        ["entra: another application of one sign-in"] = ("entra", With("/data/authenticationContext/clientServicePrincipal/appId", "a0000000-0000-4000-8000-0000000000ff"), false),
        ["entra: another resource of one sign-in"] = ("entra", With("/data/authenticationContext/resourceServicePrincipal/appId", "a0000000-0000-4000-8000-0000000000ff"), false),
        ["azure-ad-b2c: the same bytes"] = ("azure-ad-b2c", _ => { }, true),
        ["azure-ad-b2c: another value"] = ("azure-ad-b2c", With("/displayName", "Somebody Else"), false),
        ["azure-ad-b2c: a correlation id of the policy"] = ("azure-ad-b2c", With("/correlationId", "c-1"), false),
        ["okta: the same event, another moment"] = ("okta", With("/eventTime", "2026-03-02T08:15:29.000Z"), true),
        ["okta: another event"] = ("okta", With("/eventId", "ev-2"), false),
        ["ory-hydra: the same bytes"] = ("ory-hydra", _ => { }, true),
        ["ory-hydra: another moment"] = ("ory-hydra", With("/session/consent_challenge", "another"), false),
        ["zitadel: the same bytes, each call its own"] = ("zitadel", _ => { }, false),
        ["supabase: the same bytes under another webhook-id"] = ("supabase", _ => { }, true),
        ["supabase: another moment"] = ("supabase", With("/claims/iat", 1_800_000_000), false),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Two_calls_are_one_login_by_what_the_contract_has_for_it(string name)
    {
        var (route, change, isSame) = Rows[name];
        var body = ProviderPayload.Of(route).Bodies[0];
        var second = body.DeepClone();
        change(second);
        var ids = await IdsAsync(route, body, second);
        Assert.All(ids, id => Assert.Matches(@"^[A-Za-z0-9_-]{24}\z", id));
        Assert.Equal(isSame ? 1 : 2, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Under_a_correlation_id_of_a_custom_policy_bodies_may_differ()
    {
        var ids = await IdsAsync("azure-ad-b2c", JsonNode.Parse("""{"correlationId":"c-1","objectId":"u"}""")!, JsonNode.Parse("""{"correlationId":"c-1","objectId":"u","attempt":2}""")!);
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    private static Action<JsonNode> With(string pointer, JsonNode? value) => body => ProviderPayload.Set(body, pointer, value?.DeepClone());

    private static async Task<List<string>> IdsAsync(string route, params JsonNode[] bodies)
    {
        var ids = new List<string>();
        await using var server = new ProviderServer(ProviderTable.Of(route), new ScriptedFlow().Then("reads", (_, api) => ids.Add(api.LoginId)));
        foreach (var body in bodies)
            await server.SendAsync(server.Call(ProviderPayload.Bytes(body)), request => request with { CorrelationId = Guid.NewGuid().ToString("N") });
        return ids;
    }
}
