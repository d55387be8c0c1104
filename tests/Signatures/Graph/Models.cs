namespace Microsoft.Graph.Models
{
    public class Entity
    {
        public string? Id { get; set; }

        public string? OdataType { get; set; }
    }

    public class BaseCollectionPaginationCountResponse
    {
        public string? OdataNextLink { get; set; }
    }

    public class DirectoryObject : Entity;

    public class DirectoryObjectCollectionResponse : BaseCollectionPaginationCountResponse
    {
        public List<DirectoryObject>? Value { get; set; }
    }

    public class Application : DirectoryObject
    {
        public string? AppId { get; set; }

        public string? DisplayName { get; set; }

        public string? SignInAudience { get; set; }

        public List<string>? IdentifierUris { get; set; }

        public List<string>? Tags { get; set; }

        public ApiApplication? Api { get; set; }

        public List<RequiredResourceAccess>? RequiredResourceAccess { get; set; }
    }

    public class ApplicationCollectionResponse : BaseCollectionPaginationCountResponse
    {
        public List<Application>? Value { get; set; }
    }

    public class ApiApplication
    {
        public int? RequestedAccessTokenVersion { get; set; }

        public bool? AcceptMappedClaims { get; set; }
    }

    public class RequiredResourceAccess
    {
        public string? ResourceAppId { get; set; }

        public List<ResourceAccess>? ResourceAccess { get; set; }
    }

    public class ResourceAccess
    {
        public Guid? Id { get; set; }

        public string? Type { get; set; }
    }

    public class ServicePrincipal : DirectoryObject
    {
        public string? AppId { get; set; }

        public string? DisplayName { get; set; }

        public List<AppRole>? AppRoles { get; set; }
    }

    public class ServicePrincipalCollectionResponse : BaseCollectionPaginationCountResponse;

    public class AppRole
    {
        public Guid? Id { get; set; }

        public string? Value { get; set; }

        public List<string>? AllowedMemberTypes { get; set; }
    }

    public class AppRoleAssignment : DirectoryObject
    {
        public Guid? AppRoleId { get; set; }

        public Guid? PrincipalId { get; set; }

        public Guid? ResourceId { get; set; }
    }

    public class AppRoleAssignmentCollectionResponse : BaseCollectionPaginationCountResponse
    {
        public List<AppRoleAssignment>? Value { get; set; }
    }

    public class PolicyBase : DirectoryObject
    {
        public string? DisplayName { get; set; }
    }

    public class ClaimsMappingPolicy : PolicyBase
    {
        public List<string>? Definition { get; set; }

        public bool? IsOrganizationDefault { get; set; }
    }

    public class ClaimsMappingPolicyCollectionResponse : BaseCollectionPaginationCountResponse
    {
        public List<ClaimsMappingPolicy>? Value { get; set; }
    }

    public class ReferenceCreate
    {
        public string? OdataId { get; set; }
    }
}

namespace Microsoft.Graph.Models.ODataErrors
{
    public class ODataError : Kiota.Abstractions.ApiException
    {
        public MainError? Error { get; set; }

        public override string Message => Error?.Message ?? "";
    }

    public class MainError
    {
        public string? Code { get; set; }

        public string? Message { get; set; }

        public InnerError? InnerError { get; set; }
    }

    public class InnerError
    {
        public string? RequestId { get; set; }
    }
}
