using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>
/// What makes applications carry the claims: one policy for all of them, its assignment, and a listener each. The policy of the client decides the ID token,
/// that of the API the access token.
/// </summary>
internal sealed class ApplicationSteps(Tenant tenant, ConnectRequest request, TenantState state, ConnectedIds ids)
{
    private readonly Connection connection = request.Connection;

    public Step Policy()
    {
        var definition = PolicyDefinition.With(request.Claims, state.Policy?.Definition);
        var what = $"claims mapping policy \"{connection.Mark}\": {string.Join(", ", request.Claims)}";
        if (state.Policy is not { } there)
        {
            return new("policy", StepKind.Create, what)
            {
                Needs = Right.Policies,
                ApplyAsync = async cancellationToken => ids.PolicyId = await tenant.Policies.CreateAsync(new("", connection.Mark, definition), cancellationToken),
            };
        }

        return there.Definition == definition
            ? new("policy", StepKind.Unchanged, what)
            : new("policy", StepKind.Change, what) { Needs = Right.Policies, ApplyAsync = cancellationToken => tenant.Policies.UpdateAsync(there.Id, definition, cancellationToken) };
    }

    public IEnumerable<Step> MappedClaims() => state.Applications.Select(application => application switch
    {
        { Registration: null } => new($"mapped-claims:{application.AppId}", StepKind.Blocked, $"{application.AppId} is not registered in this tenant"),
        { Registration: { SingleTenant: false } name } => new(
            $"mapped-claims:{application.AppId}",
            StepKind.Blocked,
            $"\"{name.DisplayName}\" is open to other tenants: with acceptMappedClaims their administrators could forge claims. Make it single-tenant, or give it a signing key of its own and map the claims by hand"),
        { Registration: { } there } when Connecting.MappedClaims.AreAccepted(there) => new(
            $"mapped-claims:{application.AppId}", StepKind.Unchanged, $"\"{there.DisplayName}\" accepts mapped claims"),
        { Registration: { } there } => new Step(
            $"mapped-claims:{application.AppId}", StepKind.Change, $"\"{there.DisplayName}\" accepts mapped claims and has access tokens of version 2")
        {
            Needs = Right.Registrations,
            ApplyAsync = cancellationToken => tenant.Registrations.UpdateAsync(there.Id, Connecting.MappedClaims.Accept(there, connection), cancellationToken),
        },
    });

    public IEnumerable<Step> Assignments() => state.Applications.Select(application =>
    {
        var name = $"assignment:{application.AppId}";
        if (application.Principal is not { } principal)
            return new(name, StepKind.Blocked, $"{application.AppId} has no service principal in this tenant: sign in to it once, or create one");
        var what = $"the policy is assigned to \"{principal.DisplayName}\"";
        if (application.Policies.Any(policy => policy.Id == state.Policy?.Id))
            return new(name, StepKind.Unchanged, what);
        // Entra takes one policy for each service principal, and which claims somebody else's application needs is not ours to say.
        return application.Policies is [var other, ..]
            ? new(name, StepKind.Blocked, $"\"{principal.DisplayName}\" has the claims mapping policy \"{other.DisplayName}\" already: add the claims there, or take it away")
            : new Step(name, StepKind.Create, what)
            {
                Needs = Right.Policies,
                ApplyAsync = cancellationToken => tenant.Policies.AssignAsync(principal.Id, ids.PolicyId!, cancellationToken),
            };
    });

    public IEnumerable<Step> Listeners() => request.Clients.Select(appId =>
    {
        var what = $"Entra calls the extension at each login to {appId}";
        var listening = state.Listeners.Where(listener => listener.AppIds.Contains(appId, StringComparer.OrdinalIgnoreCase)).ToList();
        if (listening.Exists(listener => listener.ExtensionId == ids.ExtensionId))
            return new($"listener:{appId}", StepKind.Unchanged, what);
        return listening.Count > 0
            ? new($"listener:{appId}", StepKind.Blocked, $"{appId} calls another extension already (listener {listening[0].Id}): Entra calls one for each application")
            : new Step($"listener:{appId}", StepKind.Create, what)
            {
                Needs = Right.Listeners,
                ApplyAsync = cancellationToken => tenant.Listeners.CreateAsync(new("", connection.Mark, ids.ExtensionId!, [appId]), cancellationToken),
            };
    });
}
