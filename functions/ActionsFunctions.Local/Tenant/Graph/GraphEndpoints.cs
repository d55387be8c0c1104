using System.Globalization;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>
/// Microsoft Graph v1.0 as far as group membership goes. Source: Microsoft Graph reference, "directoryObject: getMemberGroups",
/// "directoryObject: checkMemberGroups", "List a user's memberships (direct and transitive)", "Paging", "Service-specific throttling limits".
/// </summary>
/// <param name="tokens">The tokens in force.</param>
/// <param name="throttle">The switch for its limits.</param>
/// <param name="clock">Dates errors.</param>
internal sealed class GraphEndpoints(IssuedTokens tokens, GraphThrottle throttle, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string user = "/v1.0/users/{id}/";
        routes.MapPost(user + "getMemberGroups", For(2, MemberGroupsBody.GetAsync));
        routes.MapPost(user + "checkMemberGroups", For(4, MemberGroupsBody.CheckAsync));
        routes.MapGet(user + "transitiveMemberOf", For(2, (context, person) => MembershipPage.ListAsync(context, person, groupsOnly: false)));
        routes.MapGet(user + "transitiveMemberOf/microsoft.graph.group", For(2, (context, person) => MembershipPage.ListAsync(context, person, groupsOnly: true)));
    }

    // A handler answers and gives null, or gives the error to answer with.
    private RequestDelegate For(int resourceUnits, Func<HttpContext, Person, Task<GraphError?>> handler) => async context =>
    {
        // $select makes a request cheaper by one, down to one.
        var cost = context.Request.Query.ContainsKey("$select") ? Math.Max(1, resourceUnits - 1) : resourceUnits;
        context.Response.Headers["x-ms-resource-unit"] = cost.ToString(CultureInfo.InvariantCulture);
        if (throttle.LimitUsed is { } used)
            context.Response.Headers["x-ms-throttle-limit-percentage"] = used.ToString(CultureInfo.InvariantCulture);
        var error = Refusal(context, out var person) ?? await handler(context, person!);
        if (error is not null)
            await error.WriteAsync(context, clock.GetUtcNow());
    };

    private GraphError? Refusal(HttpContext context, out Person? person)
    {
        person = null;
        if (throttle.Refuses(out var retryAfter))
        {
            context.Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return GraphError.Throttled;
        }

        if (tokens.Find(context.Request, Resource.Graph) is not { } grant)
            return GraphError.NoToken;
        if (!grant.Client.Roles.Contains(RegisteredClients.ReadGroups, StringComparer.Ordinal))
            return GraphError.NoPermission;
        person = StaffDirectory.FindByKey(context.GetRouteValue("id") as string ?? "");
        return person is null ? GraphError.NoUser : null;
    }
}
