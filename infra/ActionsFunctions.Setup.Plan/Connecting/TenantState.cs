using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>What a tenant holds of a connection, read before anything is planned.</summary>
internal sealed record TenantState
{
    public Registration? Registration { get; init; }

    public Principal? Principal { get; init; }

    public Principal? Caller { get; init; }

    public required Principal Graph { get; init; }

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    public Extension? Extension { get; init; }

    /// <summary>Every listener of the event, ours or not.</summary>
    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    public ClaimsPolicy? Policy { get; init; }

    public IReadOnlyList<ApplicationState> Applications { get; init; } = [];

    public static async Task<TenantState> ReadAsync(Tenant tenant, Connection connection, IReadOnlyList<string> appIds, CancellationToken cancellationToken)
    {
        var registration = await tenant.Registrations.FindByUniqueNameAsync(connection.UniqueName, cancellationToken);
        var principal = registration is null ? null : await tenant.Principals.FindAsync(registration.AppId, cancellationToken);
        var applications = new List<ApplicationState>();
        foreach (var appId in appIds)
            applications.Add(await ApplicationState.ReadAsync(tenant, appId, cancellationToken));
        return new()
        {
            Registration = registration,
            Principal = principal,
            Caller = await tenant.Principals.FindAsync(Connection.CallerAppId, cancellationToken),
            Graph = await GraphAsync(tenant, cancellationToken),
            Grants = principal is null ? [] : await tenant.Principals.GrantsAsync(principal.Id, cancellationToken),
            Extension = (await tenant.Extensions.ListAsync(cancellationToken)).FirstOrDefault(extension => extension.Description == connection.Mark),
            Listeners = await tenant.Listeners.ListAsync(cancellationToken),
            Policy = (await tenant.Policies.ListAsync(cancellationToken)).FirstOrDefault(policy => policy.DisplayName == connection.Mark),
            Applications = applications,
        };
    }

    /// <summary>Microsoft Graph's own service principal, which every tenant has.</summary>
    public static async Task<Principal> GraphAsync(Tenant tenant, CancellationToken cancellationToken) =>
        await tenant.Principals.FindAsync(Connection.GraphAppId, cancellationToken)
        ?? throw new TenantFaultException(new(TenantFaultKind.NotFound, "MicrosoftGraph", "the tenant has no service principal of Microsoft Graph"));
}

/// <summary>What a tenant holds of an application that is to be connected.</summary>
/// <param name="AppId">Its app id.</param>
/// <param name="Registration">Null where it is registered in another tenant, or nowhere.</param>
/// <param name="Principal">Null where nobody can sign in to it here.</param>
/// <param name="Policies">Claims mapping policies assigned to it; Entra takes one.</param>
internal sealed record ApplicationState(string AppId, Registration? Registration, Principal? Principal, IReadOnlyList<ClaimsPolicy> Policies)
{
    public static async Task<ApplicationState> ReadAsync(Tenant tenant, string appId, CancellationToken cancellationToken)
    {
        var principal = await tenant.Principals.FindAsync(appId, cancellationToken);
        return new(
            appId,
            await tenant.Registrations.FindAsync(appId, cancellationToken),
            principal,
            principal is null ? [] : await tenant.Policies.AssignedAsync(principal.Id, cancellationToken));
    }
}
