namespace Microsoft.Graph.Models;

public class CustomExtensionEndpointConfiguration
{
    public string? OdataType { get; set; }
}

public class HttpRequestEndpoint : CustomExtensionEndpointConfiguration
{
    public string? TargetUrl { get; set; }
}

public class CustomExtensionAuthenticationConfiguration
{
    public string? OdataType { get; set; }
}

public class AzureAdTokenAuthentication : CustomExtensionAuthenticationConfiguration
{
    public string? ResourceId { get; set; }
}

public class CustomExtensionClientConfiguration
{
    public int? MaximumRetries { get; set; }

    public int? TimeoutInMilliseconds { get; set; }
}

public class CustomCalloutExtension : Entity
{
    public CustomExtensionAuthenticationConfiguration? AuthenticationConfiguration { get; set; }

    public CustomExtensionClientConfiguration? ClientConfiguration { get; set; }

    public string? Description { get; set; }

    public string? DisplayName { get; set; }

    public CustomExtensionEndpointConfiguration? EndpointConfiguration { get; set; }
}

public class CustomAuthenticationExtension : CustomCalloutExtension;

public class CustomAuthenticationExtensionCollectionResponse : BaseCollectionPaginationCountResponse
{
    public List<CustomAuthenticationExtension>? Value { get; set; }
}

public class OnTokenIssuanceStartCustomExtension : CustomAuthenticationExtension
{
    public List<OnTokenIssuanceStartReturnClaim>? ClaimsForTokenConfiguration { get; set; }
}

public class OnTokenIssuanceStartReturnClaim
{
    public string? ClaimIdInApiResponse { get; set; }
}

public class AuthenticationConfigurationValidation
{
    public List<GenericError>? Errors { get; set; }
}

public class GenericError
{
    public string? Code { get; set; }

    public string? Message { get; set; }
}

public class AuthenticationEventListener : Entity
{
    public AuthenticationConditions? Conditions { get; set; }

    public string? DisplayName { get; set; }
}

public class AuthenticationEventListenerCollectionResponse : BaseCollectionPaginationCountResponse
{
    public List<AuthenticationEventListener>? Value { get; set; }
}

public class AuthenticationConditions
{
    public AuthenticationConditionsApplications? Applications { get; set; }
}

public class AuthenticationConditionsApplications
{
    public List<AuthenticationConditionApplication>? IncludeApplications { get; set; }
}

public class AuthenticationConditionApplication
{
    public string? AppId { get; set; }
}

public class OnTokenIssuanceStartListener : AuthenticationEventListener
{
    public OnTokenIssuanceStartHandler? Handler { get; set; }
}

public class OnTokenIssuanceStartHandler
{
    public string? OdataType { get; set; }
}

public class OnTokenIssuanceStartCustomExtensionHandler : OnTokenIssuanceStartHandler
{
    public OnTokenIssuanceStartCustomExtension? CustomExtension { get; set; }
}
