using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Tests.Fakes;

/// <summary>A tenant in memory that keeps Entra's rules, as far as a wrong order or a forgotten step would break one.</summary>
internal sealed class FakeTenant
{
    public static readonly Guid ReceivePayloadRole = Guid.Parse("214e810f-fda8-4fd7-a475-29461495eb00");
    public static readonly Guid GroupsRole = Guid.Parse("98830695-27a2-44f7-8c18-0c3ebc9698f6");
    public static readonly Guid UsersRole = Guid.Parse("df021288-bdef-4463-88db-98f22de89214");

    public FakeTenant()
    {
        Registrations = new(this);
        Principals = new(this);
        Extensions = new(this);
        Listeners = new(this);
        Policies = new(this);
        Principals.All.Add(new(Id(), Connection.GraphAppId, "Microsoft Graph")
        {
            Roles = new Dictionary<string, Guid>(StringComparer.Ordinal)
            {
                [Connection.ReceivePayload] = ReceivePayloadRole,
                ["GroupMember.Read.All"] = GroupsRole,
                ["User.Read.All"] = UsersRole,
            },
        });
    }

    public FakeRegistrations Registrations { get; }

    public FakePrincipals Principals { get; }

    public FakeExtensions Extensions { get; }

    public FakeListeners Listeners { get; }

    public FakePolicies Policies { get; }

    /// <summary>Every call that wrote, in order.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Faults to come: the next call of that name ends with the first of them.</summary>
    public Dictionary<string, Queue<TenantFault>> Faults { get; } = new(StringComparer.Ordinal);

    public Tenant Gateway => new(Registrations, Principals, Extensions, Listeners, Policies);

    public static string Id() => Guid.NewGuid().ToString();

    /// <summary>An application of somebody else's that users sign in to.</summary>
    public string AddApplication(string name, bool singleTenant = true, int? version = null)
    {
        var appId = Id();
        Registrations.All.Add(new(Id(), appId, name) { SingleTenant = singleTenant, AccessTokenVersion = version, Tags = ["theirs"] });
        Principals.All.Add(new(Id(), appId, name));
        return appId;
    }

    public void Fail(string call, TenantFaultKind kind, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            if (!Faults.TryGetValue(call, out var queue))
                Faults[call] = queue = new();
            queue.Enqueue(new(kind, $"Fake_{kind}", $"{call} was made to fail") { CorrelationId = "0f0f0f0f-0000-4000-8000-000000000001" });
        }
    }

    public void Called(string call, bool writes = true)
    {
        if (Faults.TryGetValue(call, out var queue) && queue.TryDequeue(out var fault))
            throw new TenantFaultException(fault);
        if (writes)
            Writes.Add(call);
    }

    public static TenantFaultException NotFound(string what) => new(new(TenantFaultKind.NotFound, "Request_ResourceNotFound", what));

    public static TenantFaultException Refused(string what) => new(new(TenantFaultKind.Refused, "Request_BadRequest", what));
}
