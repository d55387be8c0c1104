using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Models = Microsoft.Graph.Models;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Service principals: <c>/servicePrincipals</c>.</summary>
internal sealed class GraphPrincipals(GraphServiceClient graph) : IPrincipals
{
    public async Task<Principal?> FindAsync(string appId, CancellationToken cancellationToken) =>
        Read(await GraphCall.FindAsync(graph.ServicePrincipalsWithAppId(appId).GetAsync(cancellationToken: cancellationToken)));

    public async Task<Principal?> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        Read(await GraphCall.FindAsync(graph.ServicePrincipals[id].GetAsync(cancellationToken: cancellationToken)));

    public async Task<Principal> CreateAsync(string appId, CancellationToken cancellationToken)
    {
        // Looked up again at each attempt: one that failed late may have made it.
        var there = await FindAsync(appId, cancellationToken);
        return there ?? Read(await GraphCall.RunAsync(graph.ServicePrincipals.PostAsync(new Models.ServicePrincipal { AppId = appId }, cancellationToken: cancellationToken)))!;
    }

    public async Task<IReadOnlyList<Grant>> GrantsAsync(string id, CancellationToken cancellationToken)
    {
        var assignments = graph.ServicePrincipals[id].AppRoleAssignments;
        var found = await GraphPages.AllAsync(
            assignments.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => assignments.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.Select(assignment => new Grant($"{assignment.ResourceId}", assignment.AppRoleId ?? Guid.Empty))];
    }

    public async Task GrantAsync(string id, Grant grant, CancellationToken cancellationToken)
    {
        // Graph takes the same assignment once only, and a repeated attempt must not fail for that.
        if ((await GrantsAsync(id, cancellationToken)).Contains(grant))
            return;
        var body = new Models.AppRoleAssignment { PrincipalId = Guid.Parse(id), ResourceId = Guid.Parse(grant.ResourceId), AppRoleId = grant.RoleId };
        await GraphCall.RunAsync(graph.ServicePrincipals[id].AppRoleAssignments.PostAsync(body, cancellationToken: cancellationToken));
    }

    internal static Principal? Read(Models.ServicePrincipal? principal) => principal is null ? null : new(principal.Id!, principal.AppId!, principal.DisplayName ?? "")
    {
        Roles = (principal.AppRoles ?? [])
            .Where(role => role is { Value.Length: > 0, Id: not null } && role.AllowedMemberTypes?.Contains("Application") == true)
            .DistinctBy(role => role.Value, StringComparer.Ordinal)
            .ToDictionary(role => role.Value!, role => role.Id!.Value, StringComparer.Ordinal),
    };
}
