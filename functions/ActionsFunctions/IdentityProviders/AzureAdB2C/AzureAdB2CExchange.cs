using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>Who calls: a step of a user flow, or a custom policy.</summary>
internal enum AzureAdB2CExchange
{
    /// <summary>A REST technical profile of a custom policy: no <c>step</c>.</summary>
    CustomPolicy,

    /// <summary>A user flow before a federated user sees the attribute page.</summary>
    PostFederationSignup,

    /// <summary>A user flow before the account is created.</summary>
    PostAttributeCollection,

    /// <summary>A user flow before the token.</summary>
    PreTokenIssuance,
}

/// <summary>Tells the exchanges apart.</summary>
internal static class AzureAdB2CExchanges
{
    /// <summary>The exchange of a payload; null where it has the shape of none.</summary>
    public static AzureAdB2CExchange? Of(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return null;
        if (payload.Member("step") is null)
            return AzureAdB2CExchange.CustomPolicy;
        return payload.Text("step") switch
        {
            "PostFederationSignup" => AzureAdB2CExchange.PostFederationSignup,
            "PostAttributeCollection" => AzureAdB2CExchange.PostAttributeCollection,
            // The second is the name in an earlier version of the vendor's page.
            "PreTokenIssuance" or "PreTokenApplicationClaims" => AzureAdB2CExchange.PreTokenIssuance,
            _ => null,
        };
    }

    /// <summary>True before the account exists.</summary>
    public static bool IsSignUp(this AzureAdB2CExchange exchange) =>
        exchange is AzureAdB2CExchange.PostFederationSignup or AzureAdB2CExchange.PostAttributeCollection;
}
