using ActionsFunctions.Setup.Granting;
using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>The steps from what a tenant holds to a connection. The listener comes last: from then on a failing call is a failing login.</summary>
internal sealed class ConnectPlan(Tenant tenant, ConnectRequest request, TenantState state)
{
    private readonly Connection connection = request.Connection;

    /// <summary>Known ids, filled while the steps run.</summary>
    public ConnectedIds Ids { get; } = new(state);

    public IReadOnlyList<Step> Steps()
    {
        var extension = new ExtensionSteps(tenant, request, state, Ids);
        var applications = new ApplicationSteps(tenant, request, state, Ids);
        return
        [
            Registration(),
            RegistrationSettings(),
            Principal(),
            Caller(),
            extension.Extension(),
            Consent(),
            extension.Check(),
            applications.Policy(),
            .. applications.MappedClaims(),
            .. applications.Assignments(),
            .. applications.Listeners(),
        ];
    }

    private Step Registration() => state.Registration is { } there
        ? new("registration", StepKind.Unchanged, $"registration \"{there.DisplayName}\" ({there.AppId})")
        : new("registration", StepKind.Create, $"registration \"{Connection.DisplayName}\" for {connection.Host}")
        {
            Needs = Right.Registrations,
            ApplyAsync = async cancellationToken =>
            {
                var made = await tenant.Registrations.CreateAsync(connection.UniqueName, Connection.DisplayName, cancellationToken);
                (Ids.RegistrationId, Ids.AppId) = (made.Id, made.AppId);
            },
        };

    private Step RegistrationSettings()
    {
        var role = new RequiredRole(Connection.GraphAppId, state.Graph.Roles.GetValueOrDefault(Connection.ReceivePayload), "Role");
        var there = state.Registration;
        var what = $"identifier URI {connection.IdentifierUri(there?.AppId ?? "<its app id>")}, access tokens of version 2, permission {Connection.ReceivePayload}";
        if (there is { AccessTokenVersion: 2 } && there.RequiredRoles.Contains(role) && there.IdentifierUris.Contains(connection.IdentifierUri(there.AppId), StringComparer.Ordinal))
            return new("registration-settings", StepKind.Unchanged, what);
        return new("registration-settings", StepKind.Change, what)
        {
            Needs = Right.Registrations,
            ApplyAsync = cancellationToken => tenant.Registrations.UpdateAsync(
                Ids.RegistrationId!,
                new()
                {
                    IdentifierUris = [.. (there?.IdentifierUris ?? []).Union([connection.IdentifierUri(Ids.AppId!)], StringComparer.Ordinal)],
                    AccessTokenVersion = 2,
                    RequiredRoles = [.. (there?.RequiredRoles ?? []).Union([role])],
                },
                cancellationToken),
        };
    }

    private Step Principal() => state.Principal is not null
        ? new("principal", StepKind.Unchanged, "service principal of the registration")
        : new("principal", StepKind.Create, "service principal of the registration")
        {
            Needs = Right.Registrations,
            ApplyAsync = async cancellationToken => Ids.PrincipalId = (await tenant.Principals.CreateAsync(Ids.AppId!, cancellationToken)).Id,
        };

    // Error 1003017 without it. A tenant whose first extension is made through Graph may not have it yet.
    private Step Caller() => state.Caller is not null
        ? new("caller", StepKind.Unchanged, "Microsoft's service principal \"Azure AD Authentication Extensions\"")
        : new("caller", StepKind.Create, "Microsoft's service principal \"Azure AD Authentication Extensions\"")
        {
            Needs = Right.Registrations,
            ApplyAsync = cancellationToken => tenant.Principals.CreateAsync(Connection.CallerAppId, cancellationToken),
        };

    private Step Consent()
    {
        var what = $"consent of an administrator to {Connection.ReceivePayload}";
        if (!state.Graph.Roles.TryGetValue(Connection.ReceivePayload, out var role))
            return new("consent", StepKind.Blocked, $"Microsoft Graph of this tenant offers no permission {Connection.ReceivePayload}");
        var grant = new Grant(state.Graph.Id, role);
        return state.Grants.Contains(grant)
            ? new("consent", StepKind.Unchanged, what)
            : new("consent", StepKind.Create, what)
            {
                Needs = Right.Grants,
                Handover = () => AdministratorCommand.Grant(Ids.PrincipalId!, grant),
                ApplyAsync = cancellationToken => tenant.Principals.GrantAsync(Ids.PrincipalId!, grant, cancellationToken),
            };
    }
}
