using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Tests.Fakes;

internal sealed class FakeRegistrations(FakeTenant tenant) : IRegistrations
{
    public List<Registration> All { get; } = [];

    public Dictionary<string, string> UniqueNames { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Bin { get; } = new(StringComparer.Ordinal);

    public Task<Registration?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken)
    {
        tenant.Called("registrations.find", writes: false);
        return Task.FromResult(UniqueNames.TryGetValue(uniqueName, out var id) ? All.Find(registration => registration.Id == id) : null);
    }

    public Task<Registration?> FindAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(All.Find(registration => registration.AppId == appId));

    public Task<IReadOnlyList<string>> TaggedAsync(string tag, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. All.Where(registration => registration.Tags.Contains(tag)).Select(registration => registration.AppId)]);

    public Task<Registration> CreateAsync(string uniqueName, string displayName, CancellationToken cancellationToken)
    {
        tenant.Called("registrations.create");
        if (Bin.ContainsValue(uniqueName))
            throw FakeTenant.Refused("the unique name is in the bin");
        var made = new Registration(FakeTenant.Id(), FakeTenant.Id(), displayName) { SingleTenant = true };
        All.Add(made);
        UniqueNames[uniqueName] = made.Id;
        return Task.FromResult(made);
    }

    public Task UpdateAsync(string id, RegistrationChange change, CancellationToken cancellationToken)
    {
        tenant.Called("registrations.update");
        var index = IndexOf(id);
        var old = All[index];
        All[index] = old with
        {
            IdentifierUris = change.IdentifierUris ?? old.IdentifierUris,
            AccessTokenVersion = change.AccessTokenVersion ?? old.AccessTokenVersion,
            AcceptsMappedClaims = change.AcceptsMappedClaims ?? old.AcceptsMappedClaims,
            Tags = change.Tags ?? old.Tags,
            RequiredRoles = change.RequiredRoles ?? old.RequiredRoles,
        };
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("registrations.delete");
        var gone = All[IndexOf(id)];
        All.Remove(gone);
        tenant.Principals.All.RemoveAll(principal => principal.AppId == gone.AppId);
        var name = UniqueNames.First(pair => pair.Value == id).Key;
        UniqueNames.Remove(name);
        Bin[id] = name;
        return Task.CompletedTask;
    }

    public Task PurgeAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("registrations.purge");
        return Bin.Remove(id) ? Task.CompletedTask : throw FakeTenant.NotFound(id);
    }

    private int IndexOf(string id) => All.FindIndex(registration => registration.Id == id) is >= 0 and var index ? index : throw FakeTenant.NotFound(id);
}

internal sealed class FakePrincipals(FakeTenant tenant) : IPrincipals
{
    public List<Principal> All { get; } = [];

    public List<(string Id, Grant Grant)> Granted { get; } = [];

    public Task<Principal?> FindAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(All.Find(principal => principal.AppId == appId));

    public Task<Principal?> FindByIdAsync(string id, CancellationToken cancellationToken) => Task.FromResult(All.Find(principal => principal.Id == id));

    public Task<Principal> CreateAsync(string appId, CancellationToken cancellationToken)
    {
        tenant.Called("principals.create");
        var made = new Principal(FakeTenant.Id(), appId, appId);
        All.Add(made);
        return Task.FromResult(made);
    }

    public Task<IReadOnlyList<Grant>> GrantsAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Grant>>([.. Granted.Where(granted => granted.Id == id).Select(granted => granted.Grant)]);

    public Task GrantAsync(string id, Grant grant, CancellationToken cancellationToken)
    {
        tenant.Called("principals.grant");
        if (All.TrueForAll(principal => principal.Id != id))
            throw FakeTenant.NotFound(id);
        Granted.Add((id, grant));
        return Task.CompletedTask;
    }
}
