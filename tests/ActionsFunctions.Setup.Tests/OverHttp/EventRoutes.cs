using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary><c>/identity/customAuthenticationExtensions</c> and <c>/identity/authenticationEventListeners</c>; a wrong <c>@odata.type</c> is refused.</summary>
internal sealed class EventRoutes(FakeTenant tenant)
{
    private const string ExtensionType = "#microsoft.graph.onTokenIssuanceStartCustomExtension";
    private const string ListenerType = "#microsoft.graph.onTokenIssuanceStartListener";
    private const string HandlerType = "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler";

    public async Task<(int Status, JsonNode? Body)> ExtensionsAsync(Match line, JsonNode? body)
    {
        var id = line.Groups["id"].Value;
        switch (line.Groups["verb"].Value, line.Groups["rest"].Value)
        {
            case ("GET", _):
                // Another event's extension stands beside ours in every listing.
                return GraphRoutes.List([.. (await tenant.Extensions.ListAsync(default)).Select(Write), new JsonObject { ["@odata.type"] = "#microsoft.graph.onOtpSendCustomExtension", ["id"] = "otp" }]);
            case ("POST", "validateAuthenticationConfiguration"):
                var faults = await tenant.Extensions.ValidateAsync(id, default);
                return (200, new JsonObject { ["errors"] = new JsonArray([.. faults.Select(fault => new JsonObject { ["code"] = fault, ["message"] = fault })]), ["warnings"] = new JsonArray() });
            case ("POST", _):
                return (201, new JsonObject { ["@odata.type"] = ExtensionType, ["id"] = await tenant.Extensions.CreateAsync(Read(body!), default) });
            case ("PATCH", _):
                await tenant.Extensions.UpdateAsync(id, Read(body!), default);
                return (204, null);
            default:
                await tenant.Extensions.DeleteAsync(id, default);
                return (204, null);
        }
    }

    public async Task<(int Status, JsonNode? Body)> ListenersAsync(Match line, JsonNode? body)
    {
        switch (line.Groups["verb"].Value)
        {
            case "GET":
                return GraphRoutes.List((await tenant.Listeners.ListAsync(default)).Select(Write));
            case "POST":
                Require(body, ListenerType);
                Require(body!["handler"], HandlerType);
                var appIds = body["conditions"]!["applications"]!["includeApplications"]!.AsArray().Select(application => GraphRoutes.Text(application, "appId")!);
                await tenant.Listeners.CreateAsync(new("", GraphRoutes.Text(body, "displayName")!, GraphRoutes.Text(body, "handler", "customExtension", "id")!, [.. appIds]), default);
                return (201, new JsonObject { ["@odata.type"] = ListenerType, ["id"] = "listener" });
            default:
                await tenant.Listeners.DeleteAsync(line.Groups["id"].Value, default);
                return (204, null);
        }
    }

    private static Extension Read(JsonNode body)
    {
        Require(body, ExtensionType);
        Require(body["endpointConfiguration"], "#microsoft.graph.httpRequestEndpoint");
        Require(body["authenticationConfiguration"], "#microsoft.graph.azureAdTokenAuthentication");
        return new("", GraphRoutes.Text(body, "displayName")!, GraphRoutes.Text(body, "description")!)
        {
            TargetUrl = GraphRoutes.Text(body, "endpointConfiguration", "targetUrl")!,
            ResourceId = GraphRoutes.Text(body, "authenticationConfiguration", "resourceId")!,
            Claims = [.. body["claimsForTokenConfiguration"]!.AsArray().Select(claim => GraphRoutes.Text(claim, "claimIdInApiResponse")!)],
            TimeoutMilliseconds = body["clientConfiguration"]!["timeoutInMilliseconds"]!.GetValue<int>(),
            Retries = body["clientConfiguration"]!["maximumRetries"]!.GetValue<int>(),
        };
    }

    private static JsonObject Write(Extension extension) => new()
    {
        ["@odata.type"] = ExtensionType,
        ["id"] = extension.Id,
        ["displayName"] = extension.DisplayName,
        ["description"] = extension.Description,
        ["endpointConfiguration"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.httpRequestEndpoint", ["targetUrl"] = extension.TargetUrl },
        ["authenticationConfiguration"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.azureAdTokenAuthentication", ["resourceId"] = extension.ResourceId },
        ["clientConfiguration"] = new JsonObject { ["timeoutInMilliseconds"] = extension.TimeoutMilliseconds, ["maximumRetries"] = extension.Retries },
        ["claimsForTokenConfiguration"] = new JsonArray([.. extension.Claims.Select(claim => new JsonObject { ["claimIdInApiResponse"] = claim })]),
    };

    private static JsonObject Write(Listener listener) => new()
    {
        ["@odata.type"] = ListenerType,
        ["id"] = listener.Id,
        ["displayName"] = listener.DisplayName,
        ["conditions"] = new JsonObject
        {
            ["applications"] = new JsonObject { ["includeApplications"] = new JsonArray([.. listener.AppIds.Select(appId => new JsonObject { ["appId"] = appId })]) },
        },
        ["handler"] = new JsonObject { ["@odata.type"] = HandlerType, ["customExtension"] = new JsonObject { ["@odata.type"] = ExtensionType, ["id"] = listener.ExtensionId } },
    };

    private static void Require(JsonNode? body, string type)
    {
        if (GraphRoutes.Text(body, "@odata.type") != type)
            throw FakeTenant.Refused($"@odata.type is not {type}");
    }
}
