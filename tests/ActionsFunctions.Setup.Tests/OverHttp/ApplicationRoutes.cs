using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary><c>/applications</c> and the bin.</summary>
internal sealed class ApplicationRoutes(FakeTenant tenant)
{
    public async Task<(int Status, JsonNode? Body)> AnswerAsync(Match line, HttpRequest request, JsonNode? body)
    {
        var (id, value) = (line.Groups["id"].Value, line.Groups["value"].Value);
        switch (line.Groups["verb"].Value, line.Groups["key"].Value)
        {
            case ("GET", "uniqueName"):
                return Found(await tenant.Registrations.FindByUniqueNameAsync(value, default));
            case ("GET", "appId"):
                return Found(await tenant.Registrations.FindAsync(value, default));
            case ("GET", _):
                var tag = Regex.Match(request.Query["$filter"]!, "^tags/any\\(tag:tag eq '([^']+)'\\)$", RegexOptions.NonBacktracking).Groups[1].Value;
                return GraphRoutes.List(tenant.Registrations.All.Where(there => there.Tags.Contains(tag)).Select(Write));
            case ("PATCH", "uniqueName") when request.Headers["Prefer"] == "create-if-missing":
                return (201, Write(await tenant.Registrations.CreateAsync(value, GraphRoutes.Text(body, "displayName")!, default)));
            case ("PATCH", _):
                await tenant.Registrations.UpdateAsync(id, Change(body!), default);
                return (204, null);
            case ("DELETE", _) when line.Groups["kind"].Value == "applications":
                await tenant.Registrations.DeleteAsync(id, default);
                return (204, null);
            default:
                await tenant.Registrations.PurgeAsync(id, default);
                return (204, null);
        }
    }

    private static (int Status, JsonNode? Body) Found(Registration? found) => found is null ? GraphRoutes.Error(404, "Request_ResourceNotFound") : (200, Write(found));

    private static RegistrationChange Change(JsonNode body) => new()
    {
        IdentifierUris = Texts(body["identifierUris"]),
        Tags = Texts(body["tags"]),
        AccessTokenVersion = body["api"]?["requestedAccessTokenVersion"]?.GetValue<int>(),
        AcceptsMappedClaims = body["api"]?["acceptMappedClaims"]?.GetValue<bool>(),
        RequiredRoles = body["requiredResourceAccess"] is JsonArray resources
            ? [.. from resource in resources
                  from access in resource!["resourceAccess"]!.AsArray()
                  select new RequiredRole(GraphRoutes.Text(resource, "resourceAppId")!, access!["id"]!.GetValue<Guid>(), GraphRoutes.Text(access, "type")!)]
            : null,
    };

    private static List<string>? Texts(JsonNode? node) => node is JsonArray texts ? [.. texts.Select(text => text!.GetValue<string>())] : null;

    private static JsonObject Write(Registration registration) => new()
    {
        ["id"] = registration.Id,
        ["appId"] = registration.AppId,
        ["displayName"] = registration.DisplayName,
        ["signInAudience"] = registration.SingleTenant ? "AzureADMyOrg" : "AzureADMultipleOrgs",
        ["identifierUris"] = new JsonArray([.. registration.IdentifierUris.Select(uri => JsonValue.Create(uri))]),
        ["tags"] = new JsonArray([.. registration.Tags.Select(tag => JsonValue.Create(tag))]),
        ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = registration.AccessTokenVersion, ["acceptMappedClaims"] = registration.AcceptsMappedClaims ? true : null },
        ["requiredResourceAccess"] = new JsonArray([.. registration.RequiredRoles.Select(role => new JsonObject
        {
            ["resourceAppId"] = role.ResourceAppId,
            ["resourceAccess"] = new JsonArray(new JsonObject { ["id"] = role.Id, ["type"] = role.Type }),
        })]),
    };
}
