using ActionsFunctions.Local.Tenant.Faults;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>The token endpoint: RFC 6749 section 4.4, client credentials. Scope in Entra's form, or an audience in Auth0's.</summary>
/// <param name="tokens">Where tokens are kept.</param>
/// <param name="assertions">Checks clients that sign instead of sending a secret.</param>
/// <param name="faults">What goes wrong here.</param>
internal sealed class TokenEndpoint(IssuedTokens tokens, ClientAssertionCheck assertions, TenantFaults faults)
{
    public const string TenantId = "33333333-cccc-4ccc-8ccc-333333333333";

    public static Uri Of(Uri tenant) => new(tenant, $"{TenantId}/oauth2/v2.0/token");

    /// <summary>At Entra's path, which names a tenant, and at Auth0's, which does not.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/{tenant}/oauth2/v2.0/token", (RequestDelegate)HandleAsync);
        routes.MapPost("/oauth/token", (RequestDelegate)HandleAsync);
    }

    private async Task HandleAsync(HttpContext context)
    {
        // RFC 6749 section 5.1: a token must not stay in any cache.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        var request = await TokenRequest.ReadAsync(context.Request, assertions, context.RequestAborted);
        var fault = request.Fault ?? Expired() ?? (context.GetRouteValue("tenant") is not string tenant || string.Equals(tenant, TenantId, StringComparison.OrdinalIgnoreCase)
            ? null
            : new TokenFault(400, "invalid_request", "AADSTS90002: There is no such tenant."));
        if (fault is null)
            await IssueAsync(context, tokens.Issue(request.Client!, request.Resource!));
        else
            await RefuseAsync(context, fault, request.UsedBasic);
    }

    private TokenFault? Expired() =>
        faults.SecretsExpired ? new(401, "invalid_client", "AADSTS7000222: The client secret has expired.") : null;

    private static Task IssueAsync(HttpContext context, string token) => JsonAnswer.WriteAsync(context, 200, token, static (json, text) =>
    {
        json.WriteStartObject();
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, (int)IssuedTokens.Lifetime.TotalSeconds);
        json.WriteString("access_token"u8, text);
        json.WriteEndObject();
    });

    private static Task RefuseAsync(HttpContext context, TokenFault fault, bool usedBasic)
    {
        // RFC 6749 section 5.2: the scheme that the client tried.
        if (fault.Status == 401 && usedBasic)
            context.Response.Headers.WWWAuthenticate = "Basic";
        return JsonAnswer.WriteAsync(context, fault.Status, JsonAnswer.Error(fault.Code, fault.Description));
    }
}
