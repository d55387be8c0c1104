using ActionsFunctions.Answering;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>
/// The token endpoint that the vault's challenge points to. It stands beside the vault, on https, because the Azure client-secret class
/// talks to nothing else. Source: RFC 6749, section 4.4.
/// </summary>
/// <param name="tokens">Issues the tokens.</param>
internal sealed class VaultTokenEndpoint(IVaultTokens tokens)
{
    public const string TenantId = "33333333-cccc-4ccc-8ccc-333333333333";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost($"/{TenantId}/oauth2/v2.0/token", (RequestDelegate)HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var (status, body) = context.Request.HasFormContentType
            ? Answer(await context.Request.ReadFormAsync(context.RequestAborted))
            : Refuse(400, "invalid_request");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        // RFC 6749, section 5.1: a token must not stay in any cache.
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private (int Status, ReadOnlyMemory<byte> Body) Answer(IFormCollection form)
    {
        if (form["grant_type"] != "client_credentials")
            return Refuse(400, "unsupported_grant_type");
        // MSAL asks for openid and its kin beside the resource's scope.
        if (!form["scope"].ToString().Split(' ').Contains(VaultEndpoints.Resource + "/.default", StringComparer.Ordinal))
            return Refuse(400, "invalid_scope");
        return tokens.Issue(form["client_id"].ToString(), form["client_secret"].ToString()) is { } token
            ? (200, Token(token))
            : Refuse(401, "invalid_client");
    }

    private static ReadOnlyMemory<byte> Token(string token) => JsonBody.Write(token, static (json, text) =>
    {
        json.WriteStartObject();
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, (int)VaultTokens.Lifetime.TotalSeconds);
        json.WriteString("access_token"u8, text);
        json.WriteEndObject();
    });

    private static (int Status, ReadOnlyMemory<byte> Body) Refuse(int status, string error) => (status, JsonBody.Write(error, static (json, code) =>
    {
        json.WriteStartObject();
        json.WriteString("error"u8, code);
        json.WriteEndObject();
    }));
}
