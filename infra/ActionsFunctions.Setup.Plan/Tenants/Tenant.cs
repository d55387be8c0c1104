namespace ActionsFunctions.Setup.Tenants;

/// <summary>The directory of a tenant, as far as the set-up reads and writes it. Every call may throw <see cref="TenantFaultException"/>, and nothing else.</summary>
internal sealed record Tenant(IRegistrations Registrations, IPrincipals Principals, IExtensions Extensions, IListeners Listeners, IClaimsPolicies Policies);

/// <summary>App registrations.</summary>
internal interface IRegistrations
{
    Task<Registration?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken);

    Task<Registration?> FindAsync(string appId, CancellationToken cancellationToken);

    /// <summary>App ids of those that bear a tag.</summary>
    Task<IReadOnlyList<string>> TaggedAsync(string tag, CancellationToken cancellationToken);

    /// <summary>Creates it unless one of that unique name is there: two runs at once make one.</summary>
    Task<Registration> CreateAsync(string uniqueName, string displayName, CancellationToken cancellationToken);

    Task UpdateAsync(string id, RegistrationChange change, CancellationToken cancellationToken);

    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes a deleted one out of the tenant's bin, where it keeps its unique name for 30 days.</summary>
    Task PurgeAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Service principals and what they are granted.</summary>
internal interface IPrincipals
{
    Task<Principal?> FindAsync(string appId, CancellationToken cancellationToken);

    Task<Principal?> FindByIdAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates it unless the application has one.</summary>
    Task<Principal> CreateAsync(string appId, CancellationToken cancellationToken);

    Task<IReadOnlyList<Grant>> GrantsAsync(string id, CancellationToken cancellationToken);

    Task GrantAsync(string id, Grant grant, CancellationToken cancellationToken);
}

/// <summary>Custom authentication extensions of the event onTokenIssuanceStart.</summary>
internal interface IExtensions
{
    Task<IReadOnlyList<Extension>> ListAsync(CancellationToken cancellationToken);

    Task<string> CreateAsync(Extension extension, CancellationToken cancellationToken);

    Task UpdateAsync(string id, Extension extension, CancellationToken cancellationToken);

    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lets Entra check identifier URI, service principals and consent; what it finds wrong.</summary>
    Task<IReadOnlyList<string>> ValidateAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Listeners of the event onTokenIssuanceStart.</summary>
internal interface IListeners
{
    Task<IReadOnlyList<Listener>> ListAsync(CancellationToken cancellationToken);

    Task CreateAsync(Listener listener, CancellationToken cancellationToken);

    Task DeleteAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Claims mapping policies and the service principals they are assigned to.</summary>
internal interface IClaimsPolicies
{
    Task<IReadOnlyList<ClaimsPolicy>> ListAsync(CancellationToken cancellationToken);

    Task<string> CreateAsync(ClaimsPolicy policy, CancellationToken cancellationToken);

    Task UpdateAsync(string id, string definition, CancellationToken cancellationToken);

    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>The app ids of the service principals that a policy is assigned to.</summary>
    Task<IReadOnlyList<string>> AppliesToAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<ClaimsPolicy>> AssignedAsync(string principalId, CancellationToken cancellationToken);

    Task AssignAsync(string principalId, string id, CancellationToken cancellationToken);

    Task UnassignAsync(string principalId, string id, CancellationToken cancellationToken);
}
