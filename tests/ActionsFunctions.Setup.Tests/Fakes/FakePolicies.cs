using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Tests.Fakes;

internal sealed class FakePolicies(FakeTenant tenant) : IClaimsPolicies
{
    public List<ClaimsPolicy> All { get; } = [];

    public List<(string PrincipalId, string Id)> Assigned { get; } = [];

    public Task<IReadOnlyList<ClaimsPolicy>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ClaimsPolicy>>([.. All]);

    public Task<string> CreateAsync(ClaimsPolicy policy, CancellationToken cancellationToken)
    {
        tenant.Called("policies.create");
        All.Add(policy with { Id = FakeTenant.Id() });
        return Task.FromResult(All[^1].Id);
    }

    public Task UpdateAsync(string id, string definition, CancellationToken cancellationToken)
    {
        tenant.Called("policies.update");
        var index = All.FindIndex(policy => policy.Id == id);
        All[index] = All[index] with { Definition = definition };
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("policies.delete");
        if (Assigned.Exists(assigned => assigned.Id == id))
            throw FakeTenant.Refused("it is assigned");
        return All.RemoveAll(policy => policy.Id == id) > 0 ? Task.CompletedTask : throw FakeTenant.NotFound(id);
    }

    public Task<IReadOnlyList<string>> AppliesToAsync(string id, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. from assigned in Assigned where assigned.Id == id select tenant.Principals.All.Find(principal => principal.Id == assigned.PrincipalId)!.AppId]);

    public Task<IReadOnlyList<ClaimsPolicy>> AssignedAsync(string principalId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ClaimsPolicy>>(
        [.. from assigned in Assigned where assigned.PrincipalId == principalId select All.Find(policy => policy.Id == assigned.Id)]);

    public Task AssignAsync(string principalId, string id, CancellationToken cancellationToken)
    {
        tenant.Called("policies.assign");
        var principal = tenant.Principals.All.Find(there => there.Id == principalId) ?? throw FakeTenant.NotFound(principalId);
        // AADSTS50146: with a policy but without acceptMappedClaims nobody can sign in.
        if (tenant.Registrations.All.Find(there => there.AppId == principal.AppId) is not { AcceptsMappedClaims: true })
            throw FakeTenant.Refused("the application does not accept mapped claims");
        if (Assigned.Exists(assigned => assigned.PrincipalId == principalId))
            throw FakeTenant.Refused("it has a policy");
        Assigned.Add((principalId, id));
        return Task.CompletedTask;
    }

    public Task UnassignAsync(string principalId, string id, CancellationToken cancellationToken)
    {
        tenant.Called("policies.unassign");
        return Assigned.Remove((principalId, id)) ? Task.CompletedTask : throw FakeTenant.NotFound(id);
    }
}
