using System.Globalization;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>
/// The read side of the Key Vault REST API, with its challenge: a call without a token in force is answered 401 and told where to get one.
/// Source: Azure Key Vault REST API, "Get Secret", "Get Secret Versions", "Authentication, requests and responses".
/// </summary>
/// <param name="store">The secrets.</param>
/// <param name="tokens">Whose tokens count.</param>
internal sealed class VaultEndpoints(VaultStore store, IVaultTokens tokens)
{
    public const string Resource = "https://vault.azure.net";
    private const int PageSize = 25;

    /// <summary>True: every call is answered 503.</summary>
    public bool Down { get; set; }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/secrets/{name}/versions", (RequestDelegate)(context => AnswerAsync(context, List)));
        routes.MapGet("/secrets/{name}/{version?}", (RequestDelegate)(context => AnswerAsync(context, Get)));
    }

    private Task AnswerAsync(HttpContext context, Func<HttpRequest, string, Reply> answer)
    {
        var name = (string)context.GetRouteValue("name")!;
        var reply = Refusal(context, name) ?? answer(context.Request, name);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = reply.Body.Length;
        return context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).AsTask();
    }

    private Reply? Refusal(HttpContext context, string name)
    {
        if (Down)
            return Error(503, "ServiceUnavailable", "The vault is down.");
        if (!IsAuthenticated(context.Request))
        {
            var authority = new Uri(AddressOf(context.Request), VaultTokenEndpoint.TenantId);
            context.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"{authority}\", resource=\"{Resource}\"";
            return Error(401, "Unauthorized", "The request has no bearer token in force.");
        }

        if (!context.Request.Query.ContainsKey("api-version"))
            return Error(400, "BadParameter", "api-version is missing.");
        return store.Forbids(name) ? Error(403, "Forbidden", "The caller may not read this secret.", "ForbiddenByRbac") : null;
    }

    private bool IsAuthenticated(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && tokens.Accepts(header[scheme.Length..]);
    }

    private Reply Get(HttpRequest request, string name)
    {
        var versions = store.Versions(name);
        var version = request.RouteValues["version"] is string { Length: > 0 } id
            ? versions.FirstOrDefault(it => string.Equals(it.Id, id, StringComparison.Ordinal))
            : versions is [.., var newest] ? newest : null;
        return version switch
        {
            null => Error(404, "SecretNotFound", "There is no such secret, or no such version of it."),
            { Enabled: false } => Error(403, "Forbidden", "A disabled secret cannot be read.", "SecretDisabled"),
            _ => new(200, VaultAnswer.Bundle(AddressOf(request), version)),
        };
    }

    private Reply List(HttpRequest request, string name)
    {
        var versions = store.Versions(name);
        if (versions.Count == 0)
            return Error(404, "SecretNotFound", "There is no such secret.");
        _ = int.TryParse(request.Query["$skiptoken"], NumberStyles.None, CultureInfo.InvariantCulture, out var skipped);
        var address = AddressOf(request);
        var rest = string.Create(CultureInfo.InvariantCulture, $"secrets/{name}/versions?api-version={request.Query["api-version"]}&$skiptoken={skipped + PageSize}");
        var next = skipped + PageSize < versions.Count ? new Uri(address, rest) : null;
        // By id: the real list is in no order of age either.
        var page = versions.OrderBy(version => version.Id, StringComparer.Ordinal).Skip(skipped).Take(PageSize);
        return new(200, VaultAnswer.Page(address, page, next));
    }

    private static Uri AddressOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}/");

    private static Reply Error(int status, string code, string message, string? inner = null) =>
        new(status, VaultAnswer.Error(code, message, inner));

    private sealed record Reply(int Status, ReadOnlyMemory<byte> Body);
}
