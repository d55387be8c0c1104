using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Models = Microsoft.Graph.Models;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>App registrations: <c>/applications</c>.</summary>
internal sealed class GraphRegistrations(GraphServiceClient graph) : IRegistrations
{
    private const string SingleTenant = "AzureADMyOrg";

    public async Task<Registration?> FindByUniqueNameAsync(string uniqueName, CancellationToken cancellationToken) =>
        Read(await GraphCall.FindAsync(graph.ApplicationsWithUniqueName(uniqueName).GetAsync(cancellationToken: cancellationToken)));

    public async Task<Registration?> FindAsync(string appId, CancellationToken cancellationToken) =>
        Read(await GraphCall.FindAsync(graph.ApplicationsWithAppId(appId).GetAsync(cancellationToken: cancellationToken)));

    public async Task<IReadOnlyList<string>> TaggedAsync(string tag, CancellationToken cancellationToken)
    {
        var applications = graph.Applications;
        var found = await GraphPages.AllAsync(
            applications.GetAsync(request => request.QueryParameters.Filter = $"tags/any(tag:tag eq '{tag}')", cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => applications.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.Select(application => application.AppId!)];
    }

    public async Task<Registration> CreateAsync(string uniqueName, string displayName, CancellationToken cancellationToken)
    {
        var body = new Models.Application { DisplayName = displayName, SignInAudience = SingleTenant };
        var made = await GraphCall.RunAsync(graph.ApplicationsWithUniqueName(uniqueName).PatchAsync(body, request => request.Headers.Add("Prefer", "create-if-missing"), cancellationToken));
        // 204 without a body: another run made it in the meantime.
        return Read(made ?? await GraphCall.RunAsync(graph.ApplicationsWithUniqueName(uniqueName).GetAsync(cancellationToken: cancellationToken)))!;
    }

    public Task UpdateAsync(string id, RegistrationChange change, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Applications[id].PatchAsync(Write(change), cancellationToken: cancellationToken));

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => GraphCall.RunAsync(graph.Applications[id].DeleteAsync(cancellationToken: cancellationToken));

    public Task PurgeAsync(string id, CancellationToken cancellationToken) => GraphCall.RunAsync(graph.Directory.DeletedItems[id].DeleteAsync(cancellationToken: cancellationToken));

    internal static Registration? Read(Models.Application? application) => application is null ? null : new(application.Id!, application.AppId!, application.DisplayName ?? "")
    {
        IdentifierUris = application.IdentifierUris ?? [],
        AccessTokenVersion = application.Api?.RequestedAccessTokenVersion,
        AcceptsMappedClaims = application.Api?.AcceptMappedClaims ?? false,
        SingleTenant = application.SignInAudience == SingleTenant,
        Tags = application.Tags ?? [],
        RequiredRoles =
        [
            .. from resource in application.RequiredResourceAccess ?? []
               from access in resource.ResourceAccess ?? []
               select new RequiredRole(resource.ResourceAppId ?? "", access.Id ?? Guid.Empty, access.Type ?? ""),
        ],
    };

    // Only what changes is sent: of a complex member Graph keeps what is absent.
    internal static Models.Application Write(RegistrationChange change)
    {
        var body = new Models.Application();
        if (change.IdentifierUris is { } uris)
            body.IdentifierUris = [.. uris];
        if (change.Tags is { } tags)
            body.Tags = [.. tags];
        if (change.RequiredRoles is { } roles)
            body.RequiredResourceAccess = [.. roles.GroupBy(role => role.ResourceAppId, StringComparer.OrdinalIgnoreCase).Select(Write)];
        if (change.AccessTokenVersion is not null || change.AcceptsMappedClaims is not null)
            body.Api = Write(change.AccessTokenVersion, change.AcceptsMappedClaims);
        return body;
    }

    private static Models.ApiApplication Write(int? version, bool? acceptsMappedClaims)
    {
        var api = new Models.ApiApplication();
        if (version is not null)
            api.RequestedAccessTokenVersion = version;
        if (acceptsMappedClaims is not null)
            api.AcceptMappedClaims = acceptsMappedClaims;
        return api;
    }

    private static Models.RequiredResourceAccess Write(IGrouping<string, RequiredRole> resource) => new()
    {
        ResourceAppId = resource.Key,
        ResourceAccess = [.. resource.Select(role => new Models.ResourceAccess { Id = role.Id, Type = role.Type })],
    };
}
