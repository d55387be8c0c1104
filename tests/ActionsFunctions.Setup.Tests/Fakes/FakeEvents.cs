using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Tests.Fakes;

internal sealed class FakeExtensions(FakeTenant tenant) : IExtensions
{
    public List<Extension> All { get; } = [];

    public Task<IReadOnlyList<Extension>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Extension>>([.. All]);

    public Task<string> CreateAsync(Extension extension, CancellationToken cancellationToken)
    {
        tenant.Called("extensions.create");
        RequireResource(extension);
        All.Add(extension with { Id = FakeTenant.Id() });
        return Task.FromResult(All[^1].Id);
    }

    public Task UpdateAsync(string id, Extension extension, CancellationToken cancellationToken)
    {
        tenant.Called("extensions.update");
        RequireResource(extension);
        All[All.FindIndex(there => there.Id == id)] = extension with { Id = id };
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("extensions.delete");
        if (tenant.Listeners.All.Exists(listener => listener.ExtensionId == id))
            throw FakeTenant.Refused("a listener calls it");
        return All.RemoveAll(extension => extension.Id == id) > 0 ? Task.CompletedTask : throw FakeTenant.NotFound(id);
    }

    /// <summary>The errors of Microsoft Learn's troubleshooting page that a registration can be the cause of.</summary>
    public Task<IReadOnlyList<string>> ValidateAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("extensions.validate", writes: false);
        var extension = All.Find(there => there.Id == id) ?? throw FakeTenant.NotFound(id);
        var registration = tenant.Registrations.All.Find(there => there.IdentifierUris.Contains(extension.ResourceId));
        var principal = tenant.Principals.All.Find(there => there.AppId == registration?.AppId);
        var faults = new List<string>();
        if (registration is null || extension.ResourceId.Split('/')[2] != new Uri(extension.TargetUrl).Host)
            faults.Add("1003015");
        if (principal is null)
            faults.Add("1003016");
        if (tenant.Principals.All.TrueForAll(there => there.AppId != Connection.CallerAppId))
            faults.Add("1003017");
        if (!tenant.Principals.Granted.Exists(granted => granted.Id == principal?.Id && granted.Grant.RoleId == FakeTenant.ReceivePayloadRole))
            faults.Add("1003021");
        return Task.FromResult<IReadOnlyList<string>>(faults);
    }

    private void RequireResource(Extension extension)
    {
        if (!tenant.Registrations.All.Exists(registration => registration.IdentifierUris.Contains(extension.ResourceId)))
            throw FakeTenant.Refused($"no application has the identifier URI {extension.ResourceId}");
    }
}

internal sealed class FakeListeners(FakeTenant tenant) : IListeners
{
    public List<Listener> All { get; } = [];

    public Task<IReadOnlyList<Listener>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Listener>>([.. All]);

    public Task CreateAsync(Listener listener, CancellationToken cancellationToken)
    {
        tenant.Called("listeners.create");
        if (tenant.Extensions.All.TrueForAll(extension => extension.Id != listener.ExtensionId))
            throw FakeTenant.Refused("no such extension");
        All.Add(listener with { Id = FakeTenant.Id() });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        tenant.Called("listeners.delete");
        return All.RemoveAll(listener => listener.Id == id) > 0 ? Task.CompletedTask : throw FakeTenant.NotFound(id);
    }
}
