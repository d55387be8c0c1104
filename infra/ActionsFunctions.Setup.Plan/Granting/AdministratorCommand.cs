using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Granting;

/// <summary>A step as a command of the Azure CLI in a POSIX shell, for tenants where whoever deploys may not take it.</summary>
internal static class AdministratorCommand
{
    public static string Grant(string principalId, Grant grant) =>
        $"az rest --method POST --url 'https://graph.microsoft.com/v1.0/servicePrincipals/{principalId}/appRoleAssignments' --headers Content-Type=application/json "
        + $$"""--body '{"principalId":"{{principalId}}","resourceId":"{{grant.ResourceId}}","appRoleId":"{{grant.RoleId}}"}'""";
}
