using Azure.Core;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Microsoft.Graph;

public static class GraphClientFactory
{
    public static HttpClient Create() => new();
}

/// <summary>Its builders go by other names here: no source of ours writes their types.</summary>
public class GraphServiceClient
{
    public GraphServiceClient(HttpClient httpClient, TokenCredential tokenCredential, IEnumerable<string>? scopes = null, string? baseUrl = null)
    {
    }

    public GraphServiceClient(HttpClient httpClient, IAuthenticationProvider? authenticationProvider = null, string? baseUrl = null)
    {
    }

    public Entities<Application, ApplicationCollectionResponse, Item<Application>> Applications => throw new NotSupportedException();

    public Entities<ServicePrincipal, ServicePrincipalCollectionResponse, ServicePrincipalItem> ServicePrincipals => throw new NotSupportedException();

    public IdentityBuilder Identity => throw new NotSupportedException();

    public PoliciesBuilder Policies => throw new NotSupportedException();

    public DirectoryBuilder Directory => throw new NotSupportedException();

    public Item<Application> ApplicationsWithUniqueName(string uniqueName) => throw new NotSupportedException();

    public Item<Application> ApplicationsWithAppId(string appId) => throw new NotSupportedException();

    public Item<ServicePrincipal> ServicePrincipalsWithAppId(string appId) => throw new NotSupportedException();
}

public class Pages<TPage>
    where TPage : class
{
    public Task<TPage?> GetAsync(Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Pages<TPage> WithUrl(string rawUrl) => throw new NotSupportedException();
}

public class Entities<TItem, TPage, TBuilder> : Pages<TPage>
    where TItem : class
    where TPage : class
{
    public TBuilder this[string position] => throw new NotSupportedException();

    public Task<TItem?> PostAsync(TItem body, Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

public class Item<TItem>
    where TItem : class
{
    public Task<TItem?> GetAsync(Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<TItem?> PatchAsync(TItem body, Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAsync(Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

public class ServicePrincipalItem : Item<ServicePrincipal>
{
    public Entities<AppRoleAssignment, AppRoleAssignmentCollectionResponse, Item<AppRoleAssignment>> AppRoleAssignments => throw new NotSupportedException();

    public AssignedPolicies ClaimsMappingPolicies => throw new NotSupportedException();
}

public class AssignedPolicies : Pages<ClaimsMappingPolicyCollectionResponse>
{
    public Reference Ref => throw new NotSupportedException();

    public AssignedPolicy this[string position] => throw new NotSupportedException();
}

public class AssignedPolicy
{
    public Reference Ref => throw new NotSupportedException();
}

public class Reference
{
    public Task PostAsync(ReferenceCreate body, Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAsync(Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

public class IdentityBuilder
{
    public Entities<CustomAuthenticationExtension, CustomAuthenticationExtensionCollectionResponse, ExtensionItem> CustomAuthenticationExtensions => throw new NotSupportedException();

    public Entities<AuthenticationEventListener, AuthenticationEventListenerCollectionResponse, Item<AuthenticationEventListener>> AuthenticationEventListeners =>
        throw new NotSupportedException();
}

public class ExtensionItem : Item<CustomAuthenticationExtension>
{
    public Validation ValidateAuthenticationConfiguration => throw new NotSupportedException();
}

public class Validation
{
    public Task<AuthenticationConfigurationValidation?> PostAsync(
        Action<RequestConfiguration<DefaultQueryParameters>>? requestConfiguration = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

public class PoliciesBuilder
{
    public Entities<ClaimsMappingPolicy, ClaimsMappingPolicyCollectionResponse, PolicyItem> ClaimsMappingPolicies => throw new NotSupportedException();
}

public class PolicyItem : Item<ClaimsMappingPolicy>
{
    public Pages<DirectoryObjectCollectionResponse> AppliesTo => throw new NotSupportedException();
}

public class DirectoryBuilder
{
    public Entities<DirectoryObject, DirectoryObjectCollectionResponse, Item<DirectoryObject>> DeletedItems => throw new NotSupportedException();
}
