using ActionsFunctions.Setup.Commands;
using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Opens a tenant through the Microsoft Graph SDK. Nobody is signed in before the first call.</summary>
internal static class GraphTenant
{
    public static Tenant Open(TenantAccess access)
    {
        var http = GraphClientFactory.Create();
        http.DefaultRequestHeaders.Add("client-request-id", access.CorrelationId.ToString());
        return Of(access.GraphUrl is { } local
            ? new GraphServiceClient(http, new AnonymousAuthenticationProvider(), local.AbsoluteUri.TrimEnd('/'))
            : new GraphServiceClient(http, SignInCredential.Of(access), SignInCredential.Scopes(access)));
    }

    public static Tenant Of(GraphServiceClient graph) => new(
        new GraphRegistrations(graph), new GraphPrincipals(graph), new GraphExtensions(graph), new GraphListeners(graph), new GraphClaimsPolicies(graph));
}
