using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary><c>/policies/claimsMappingPolicies</c>, one to a page: ours may be on any of them.</summary>
internal sealed class PolicyRoutes(FakeTenant tenant, string url)
{
    public async Task<(int Status, JsonNode? Body)> AnswerAsync(Match line, HttpRequest request, JsonNode? body)
    {
        var id = line.Groups["id"].Value;
        switch (line.Groups["verb"].Value, line.Groups["rest"].Value)
        {
            case ("GET", "appliesTo"):
                var appIds = await tenant.Policies.AppliesToAsync(id, default);
                return GraphRoutes.List(tenant.Principals.All.Where(principal => appIds.Contains(principal.AppId)).Select(PrincipalRoutes.Write));
            case ("GET", _):
                return Page(await tenant.Policies.ListAsync(default), int.Parse(request.Query["$skiptoken"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture));
            case ("POST", _):
                var made = await tenant.Policies.CreateAsync(new("", GraphRoutes.Text(body, "displayName")!, Definition(body!)), default);
                return (201, new JsonObject { ["id"] = made });
            case ("PATCH", _):
                await tenant.Policies.UpdateAsync(id, Definition(body!), default);
                return (204, null);
            default:
                await tenant.Policies.DeleteAsync(id, default);
                return (204, null);
        }
    }

    public static JsonObject Write(ClaimsPolicy policy) => new() { ["id"] = policy.Id, ["displayName"] = policy.DisplayName, ["definition"] = new JsonArray(policy.Definition) };

    private static string Definition(JsonNode body) => Assert.Single(body["definition"]!.AsArray())!.GetValue<string>();

    private (int Status, JsonNode? Body) Page(IReadOnlyList<ClaimsPolicy> all, int skip)
    {
        var page = new JsonObject { ["value"] = new JsonArray([.. all.Skip(skip).Take(1).Select(Write)]) };
        if (skip + 1 < all.Count)
            page["@odata.nextLink"] = $"{url}/policies/claimsMappingPolicies?$skiptoken={skip + 1}";
        return (200, page);
    }
}
