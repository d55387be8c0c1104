using ActionsFunctions.Setup.Commands;
using ActionsFunctions.Setup.Tenants;
using Azure.Core;
using Azure.Identity;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Who signs in. One way, named on the command line: a chain that tries several may end as somebody unexpected.</summary>
internal static class SignInCredential
{
    // "Microsoft Graph Command Line Tools", as Connect-MgGraph uses it: the Azure CLI's own application has no permission for extensions and listeners.
    private const string PublicClient = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private const string Graph = "https://graph.microsoft.com/";

    public static TokenCredential Of(TenantAccess access) => access.SignIn switch
    {
        SignIn.Browser => new InteractiveBrowserCredential(new InteractiveBrowserCredentialOptions { TenantId = access.TenantId, ClientId = PublicClient }),
        SignIn.DeviceCode => new DeviceCodeCredential(new DeviceCodeCredentialOptions
        {
            TenantId = access.TenantId,
            ClientId = PublicClient,
            DeviceCodeCallback = (code, _) =>
            {
                access.Tell(code.Message);
                return Task.CompletedTask;
            },
        }),
        SignIn.AzureCli => new AzureCliCredential(new AzureCliCredentialOptions { TenantId = access.TenantId }),
        _ => OfEnvironment(access),
    };

    /// <summary>Users are asked for exactly what the command needs; the others have what they were given beforehand.</summary>
    public static IReadOnlyList<string> Scopes(TenantAccess access) =>
        access.SignIn is SignIn.Browser or SignIn.DeviceCode ? [.. access.Scopes.Select(permission => Graph + permission)] : [Graph + ".default"];

    // EnvironmentCredential takes the tenant from the environment: it must be the one that was named.
    private static EnvironmentCredential OfEnvironment(TenantAccess access) =>
        string.Equals(Environment.GetEnvironmentVariable("AZURE_TENANT_ID"), access.TenantId, StringComparison.OrdinalIgnoreCase)
            ? new EnvironmentCredential()
            : throw new TenantFaultException(new(TenantFaultKind.SignIn, "AZURE_TENANT_ID", "names another tenant than --tenant, or none"));
}
