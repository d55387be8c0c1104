using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Granting;

/// <summary>Gives the app's managed identity what its flow reads of Microsoft Graph, and nothing else.</summary>
internal static class GrantPlan
{
    public static async Task<IReadOnlyList<Step>> ReadAsync(Tenant tenant, string principalId, IReadOnlyList<string> permissions, CancellationToken cancellationToken)
    {
        var graph = await TenantState.GraphAsync(tenant, cancellationToken);
        var identity = await tenant.Principals.FindByIdAsync(principalId, cancellationToken);
        var grants = identity is null ? [] : await tenant.Principals.GrantsAsync(identity.Id, cancellationToken);
        return
        [
            // An identity made a moment ago: the directory learns of it within minutes, and its absence is not yet a mistake.
            identity is null ? Await(tenant, principalId) : new("identity", StepKind.Unchanged, $"managed identity \"{identity.DisplayName}\""),
            .. permissions.Select(permission => Permission(tenant, principalId, permission, graph, grants)),
        ];
    }

    private static Step Await(Tenant tenant, string principalId) => new("identity", StepKind.Check, $"the directory knows the managed identity {principalId}")
    {
        Needs = Right.ReadingPrincipals,
        ApplyAsync = async cancellationToken =>
        {
            if (await tenant.Principals.FindByIdAsync(principalId, cancellationToken) is null)
                throw new TenantFaultException(new(TenantFaultKind.NotFound, "Request_ResourceNotFound", $"no service principal has the object id {principalId}: is it the principal id, not the client id?"));
        },
    };

    private static Step Permission(Tenant tenant, string principalId, string permission, Principal graph, IReadOnlyList<Grant> grants)
    {
        if (!graph.Roles.TryGetValue(permission, out var role))
            return new($"grant:{permission}", StepKind.Blocked, $"Microsoft Graph of this tenant offers no permission {permission}");
        var grant = new Grant(graph.Id, role);
        return grants.Contains(grant)
            ? new($"grant:{permission}", StepKind.Unchanged, permission)
            : new($"grant:{permission}", StepKind.Create, permission)
            {
                Needs = Right.Grants,
                Handover = () => AdministratorCommand.Grant(principalId, grant),
                ApplyAsync = cancellationToken => tenant.Principals.GrantAsync(principalId, grant, cancellationToken),
            };
    }
}
