namespace ActionsFunctions.IdentityProviders;

/// <summary>Auth0's name for the protocol of an OAuth grant: what conditions and actions ask for, whichever provider calls.</summary>
internal static class GrantProtocol
{
    /// <summary>Auth0's name where it has one, else the grant type as it is.</summary>
    public static string Of(string grantType) => grantType switch
    {
        "authorization_code" or "interaction_code" => "oidc-basic-profile",
        "implicit" => "oidc-implicit-profile",
        "refresh_token" => "oauth2-refresh-token",
        "password" => "oauth2-password",
        "urn:ietf:params:oauth:grant-type:device_code" => "oauth2-device-code",
        "urn:ietf:params:oauth:grant-type:token-exchange" => "oauth2-token-exchange",
        "urn:openid:params:grant-type:ciba" => "oidc-ciba",
        _ => grantType,
    };
}
