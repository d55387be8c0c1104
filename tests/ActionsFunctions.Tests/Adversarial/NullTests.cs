using System.Text.Json.Nodes;
using ActionsFunctions.Merging;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;
using ActionsFunctions.Tests.Model;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Null in the place of every member of every provider's payload: it counts as absent, and where that cannot be, the answer is 400.</summary>
public sealed class NullTests(SharedServers servers) : IClassFixture<SharedServers>
{
    // What a payload cannot be without.
    private static readonly Dictionary<string, string[]> Demanded = new(StringComparer.Ordinal)
    {
        ["auth0"] = ["/event", "/event/user", "/event/user/user_id"],
        ["entra"] = ["/type", "/data", "/data/tenantId", "/data/authenticationContext"],
        ["azure-ad-b2c"] = [],
        ["okta"] = ["/data", "/data/context"],
        ["ory-hydra"] = ["/session", "/request", "/requester"],
        ["zitadel"] = ["/function"],
        ["supabase"] = ["/claims"],
    };

    public static TheoryData<string> Routes => [.. ProviderPayload.Routes];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_member_that_is_null_counts_as_absent(string route)
    {
        var payload = ProviderPayload.Of(route);
        foreach (var pointer in payload.Pointers)
        {
            var body = payload.With(pointer);
            ProviderPayload.Set(body, pointer, null);
            var isDemanded = Demanded[route].Contains(pointer, StringComparer.Ordinal) || (route == "auth0" && IsDocumentedItem(pointer));
            Assert.Equal((pointer, isDemanded ? 400 : ProviderTable.Of(route).StatusWhenUnchanged), (pointer, await StatusAsync(route, body)));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task All_members_may_be_null_but_those_that_are_demanded(string route)
    {
        foreach (var body in ProviderPayload.Of(route).Bodies)
        {
            var kept = Demanded[route];
            foreach (var pointer in ProviderPayload.PointersOf(body, "").ToList())
            {
                if (!Array.Exists(kept, demanded => demanded == pointer || demanded.StartsWith(pointer + "/", StringComparison.Ordinal)) && IsThere(body, pointer))
                    ProviderPayload.Set(body, pointer, null);
            }

            Assert.Equal(ProviderTable.Of(route).StatusWhenUnchanged, await StatusAsync(route, body));
        }
    }

    [Theory]
    [InlineData("auth0", 400)]
    [InlineData("entra", 400)]
    [InlineData("azure-ad-b2c", 200)]
    [InlineData("okta", 204)]
    [InlineData("ory-hydra", 204)]
    [InlineData("zitadel", 400)]
    [InlineData("supabase", 200)]
    public async Task Every_value_may_be_null_at_once_where_no_value_is_demanded(string route, int status)
    {
        foreach (var body in ProviderPayload.Of(route).Bodies)
        {
            foreach (var pointer in ProviderPayload.PointersOf(body, "").ToList())
            {
                if (ProviderPayload.At(body, pointer) is JsonValue)
                    ProviderPayload.Set(body, pointer, null);
            }

            Assert.Equal(status, await StatusAsync(route, body));
        }
    }

    // Auth0's lists hold no null; what people put into maps of their own may.
    private static bool IsDocumentedItem(string pointer) => DocumentedMember.IsItem(pointer)
        && DocumentedMember.All.Any(member => $"/event{member.Path}" is var path && (path == pointer || path.StartsWith(pointer + "/", StringComparison.Ordinal) || path == pointer[..pointer.LastIndexOf('/')]));

    private static bool IsThere(JsonNode body, string pointer) => ProviderPayload.PointersOf(body, "").Contains(pointer, StringComparer.Ordinal);

    private async Task<int> StatusAsync(string route, JsonNode body)
    {
        var played = await servers.PlayAsync(route, body);
        Assert.All(played.Report?.Outcome.Actions ?? [], action => Assert.Equal(ActionOutcome.Succeeded, action.Outcome));
        return played.Answer.Status;
    }
}
