using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary>The routes of Microsoft Graph v1.0 that the set-up uses, each as its page of the reference describes it.</summary>
internal sealed partial class GraphRoutes(FakeTenant tenant, string url)
{
    public static (int Status, JsonNode? Body) Error(int status, string code) => (status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = $"{code} for a test", ["innerError"] = new JsonObject { ["request-id"] = "0f0f0f0f-0000-4000-8000-000000000002" } },
    });

    public async Task<(int Status, JsonNode? Body)> AnswerAsync(string line, HttpRequest request, JsonNode? body)
    {
        try
        {
            var match = Line().Match(line);
            return match.Groups["kind"].Value switch
            {
                "applications" or "directory/deletedItems" => await new ApplicationRoutes(tenant).AnswerAsync(match, request, body),
                "servicePrincipals" => await new PrincipalRoutes(tenant).AnswerAsync(match, body),
                "identity/customAuthenticationExtensions" => await new EventRoutes(tenant).ExtensionsAsync(match, body),
                "identity/authenticationEventListeners" => await new EventRoutes(tenant).ListenersAsync(match, body),
                "policies/claimsMappingPolicies" => await new PolicyRoutes(tenant, url).AnswerAsync(match, request, body),
                _ => Error(501, line),
            };
        }
        catch (TenantFaultException fault)
        {
            return Error(fault.Fault.Kind switch { TenantFaultKind.NotFound => 404, TenantFaultKind.Forbidden => 403, _ => 400 }, fault.Fault.Code);
        }
    }

    public static (int Status, JsonNode? Body) List(IEnumerable<JsonNode> items) => (200, new JsonObject { ["value"] = new JsonArray([.. items]) });

    public static string? Text(JsonNode? node, params string[] path) => path.Aggregate(node, (at, name) => at?[name])?.GetValue<string>();

    [GeneratedRegex(@"^(?<verb>[A-Z]+) /(?<kind>applications|directory/deletedItems|servicePrincipals|identity/\w+|policies/claimsMappingPolicies)(\((?<key>\w+)='(?<value>[^']+)'\))?(/(?<id>[^/]+))?(/(?<rest>.+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
