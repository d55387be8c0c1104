using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary><c>/servicePrincipals</c>, their permissions and their policies.</summary>
internal sealed class PrincipalRoutes(FakeTenant tenant)
{
    public async Task<(int Status, JsonNode? Body)> AnswerAsync(Match line, JsonNode? body)
    {
        var (id, rest) = (line.Groups["id"].Value, line.Groups["rest"].Value);
        switch (line.Groups["verb"].Value, rest.Split('/'))
        {
            case ("GET", [""]):
                var found = id.Length > 0 ? await tenant.Principals.FindByIdAsync(id, default) : await tenant.Principals.FindAsync(line.Groups["value"].Value, default);
                return found is null ? GraphRoutes.Error(404, "Request_ResourceNotFound") : (200, Write(found));
            case ("POST", [""]):
                return (201, Write(await tenant.Principals.CreateAsync(GraphRoutes.Text(body, "appId")!, default)));
            case ("GET", ["appRoleAssignments"]):
                return GraphRoutes.List((await tenant.Principals.GrantsAsync(id, default)).Select(Write));
            case ("POST", ["appRoleAssignments"]):
                Assert.Equal(id, GraphRoutes.Text(body, "principalId"));
                await tenant.Principals.GrantAsync(id, new(GraphRoutes.Text(body, "resourceId")!, body!["appRoleId"]!.GetValue<Guid>()), default);
                return (201, new JsonObject { ["id"] = "assignment" });
            case ("GET", ["claimsMappingPolicies"]):
                return GraphRoutes.List((await tenant.Policies.AssignedAsync(id, default)).Select(PolicyRoutes.Write));
            case ("POST", ["claimsMappingPolicies", "$ref"]):
                await tenant.Policies.AssignAsync(id, GraphRoutes.Text(body, "@odata.id")!.Split('/')[^1], default);
                return (204, null);
            case ("DELETE", ["claimsMappingPolicies", var policy, "$ref"]):
                await tenant.Policies.UnassignAsync(id, policy, default);
                return (204, null);
            default:
                return GraphRoutes.Error(501, line.Value);
        }
    }

    public static JsonObject Write(Principal principal) => new()
    {
        ["@odata.type"] = "#microsoft.graph.servicePrincipal",
        ["id"] = principal.Id,
        ["appId"] = principal.AppId,
        ["displayName"] = principal.DisplayName,
        ["appRoles"] = new JsonArray([.. principal.Roles.Select(role => new JsonObject
        {
            ["id"] = role.Value, ["value"] = role.Key, ["allowedMemberTypes"] = new JsonArray("Application"),
        })]),
    };

    private static JsonObject Write(Grant grant) => new() { ["id"] = "assignment", ["resourceId"] = grant.ResourceId, ["appRoleId"] = grant.RoleId };
}
