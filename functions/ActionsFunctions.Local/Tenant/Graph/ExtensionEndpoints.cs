using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>A custom authentication extension as Graph shows it, and the claims that a policy maps.</summary>
/// <param name="TargetUrl">The address that Entra calls.</param>
/// <param name="ResourceId">The identifier URI of the registration behind it.</param>
/// <param name="TimeoutInMilliseconds">How long Entra waits; null where nobody has set it.</param>
/// <param name="Claims">The names that it reads from an answer.</param>
/// <param name="MappedClaims">The names that the one claims mapping policy maps.</param>
internal sealed record PublishedExtension(string TargetUrl, string ResourceId, int? TimeoutInMilliseconds, IReadOnlyList<string> Claims, IReadOnlyList<string> MappedClaims);

/// <summary>
/// Microsoft Graph v1.0 as far as a custom claims provider goes. Source: Microsoft Graph reference, "customAuthenticationExtension", "List claimsMappingPolicies".
/// </summary>
/// <param name="tokens">The tokens in force.</param>
/// <param name="extension">What there is to see.</param>
/// <param name="clock">Dates errors.</param>
internal sealed class ExtensionEndpoints(IssuedTokens tokens, Func<PublishedExtension?> extension, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/identity/customAuthenticationExtensions", For(WriteExtension));
        routes.MapGet("/v1.0/policies/claimsMappingPolicies", For(WritePolicy));
    }

    private RequestDelegate For(Action<Utf8JsonWriter, PublishedExtension> write) => context =>
    {
        if (tokens.Find(context.Request, Resource.Graph) is null)
            return GraphError.NoToken.WriteAsync(context, clock.GetUtcNow());
        return extension() is { } shown
            ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, (shown, write), static (json, it) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("value"u8);
                it.write(json, it.shown);
                json.WriteEndArray();
                json.WriteEndObject();
            })
            : GraphError.NoPermission.WriteAsync(context, clock.GetUtcNow());
    };

    private static void WriteExtension(Utf8JsonWriter json, PublishedExtension extension)
    {
        json.WriteStartObject();
        json.WriteString("@odata.type"u8, "#microsoft.graph.onTokenIssuanceStartCustomExtension"u8);
        json.WriteStartObject("endpointConfiguration"u8);
        json.WriteString("targetUrl"u8, extension.TargetUrl);
        json.WriteEndObject();
        json.WriteStartObject("authenticationConfiguration"u8);
        json.WriteString("resourceId"u8, extension.ResourceId);
        json.WriteEndObject();
        json.WriteStartObject("clientConfiguration"u8);
        if (extension.TimeoutInMilliseconds is { } limit)
            json.WriteNumber("timeoutInMilliseconds"u8, limit);
        json.WriteEndObject();
        json.WriteStartArray("claimsForTokenConfiguration"u8);
        foreach (var claim in extension.Claims)
        {
            json.WriteStartObject();
            json.WriteString("claimIdInApiResponse"u8, claim);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The definition of a policy is a list with one text that is JSON itself.
    private static void WritePolicy(Utf8JsonWriter json, PublishedExtension extension)
    {
        var definition = JsonBody.Write(extension.MappedClaims, static (policy, claims) =>
        {
            policy.WriteStartObject();
            policy.WriteStartObject("ClaimsMappingPolicy"u8);
            policy.WriteNumber("Version"u8, 1);
            policy.WriteString("IncludeBasicClaimSet"u8, "true"u8);
            policy.WriteStartArray("ClaimsSchema"u8);
            foreach (var claim in claims)
            {
                policy.WriteStartObject();
                policy.WriteString("Source"u8, "CustomClaimsProvider"u8);
                policy.WriteString("ID"u8, claim);
                policy.WriteEndObject();
            }

            policy.WriteEndArray();
            policy.WriteEndObject();
            policy.WriteEndObject();
        });
        json.WriteStartObject();
        json.WriteStartArray("definition"u8);
        json.WriteStringValue(Encoding.UTF8.GetString(definition.Span));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
