using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>Why no token is issued: RFC 6749 section 5.2.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The error code.</param>
/// <param name="Description">For people.</param>
internal sealed record TokenFault(int Status, string Code, string Description);

/// <summary>A token request as read: either a client and a resource, or a fault.</summary>
internal sealed record TokenRequest(RegisteredClient? Client, Resource? Resource, TokenFault? Fault, bool UsedBasic)
{
    public static async Task<TokenRequest> ReadAsync(HttpRequest request, ClientAssertionCheck assertions, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return Refuse(new(400, "invalid_request", "The body is not a form."), usedBasic: false);
        var form = await request.ReadFormAsync(cancellationToken);
        var basic = BasicCredentials(request.Headers.Authorization.ToString());
        var fault = FormFault(form, basic is not null);
        if (fault is not null)
            return Refuse(fault, basic is not null);
        var (id, secret) = basic ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        var signs = form.TryGetValue("client_assertion", out var assertion);
        var found = signs
            ? assertions.Verify(assertion.ToString(), form["client_id"].ToString(), $"{request.Scheme}://{request.Host}{request.Path}")
            : ClientOf(id, secret);
        if (found is not { } client)
            return Refuse(new(401, "invalid_client", RegisteredClients.All.All(known => known.Id != id) ? "AADSTS700016: There is no such client."
                : signs ? "AADSTS700027: The client assertion is wrong."
                : "AADSTS7000215: The client secret is wrong."), basic is not null);
        return ResourceOf(form) is { } resource
            ? new(client, resource, null, basic is not null)
            : Refuse(new(400, "invalid_scope", "AADSTS500011: Ask for '<resource>/.default' of a known resource, or for its audience."), basic is not null);
    }

    private static TokenRequest Refuse(TokenFault fault, bool usedBasic) => new(null, null, fault, usedBasic);

    private static TokenFault? FormFault(IFormCollection form, bool usedBasic)
    {
        // RFC 6749 section 3.2: parameters must not be repeated.
        if (form.Any(parameter => parameter.Value.Count > 1))
            return new(400, "invalid_request", "A parameter is repeated.");
        if (!form.ContainsKey("grant_type"))
            return new(400, "invalid_request", "grant_type is missing.");
        if (form["grant_type"] != "client_credentials")
            return new(400, "unsupported_grant_type", "Only client_credentials.");
        // RFC 6749 section 2.3: not more than one method of authentication.
        if ((usedBasic ? 1 : 0) + (form.ContainsKey("client_secret") ? 1 : 0) + (form.ContainsKey("client_assertion") ? 1 : 0) > 1)
            return new(400, "invalid_request", "Two methods of client authentication at once.");
        // RFC 7521 section 4.2: both or none.
        if (form.ContainsKey("client_assertion") != (form["client_assertion_type"] == ClientAssertionCheck.Type))
            return new(400, "invalid_request", "client_assertion and client_assertion_type belong together.");
        return form.ContainsKey("scope") || form.ContainsKey("audience") ? null : new(400, "invalid_request", "scope or audience is missing.");
    }

    private static Resource? ResourceOf(IFormCollection form) => form.TryGetValue("audience", out var audience)
        ? Resource.All.FirstOrDefault(resource => resource.Identifier == audience)
        : Resource.All.FirstOrDefault(resource => resource.DefaultScope == form["scope"]);

    private static RegisteredClient? ClientOf(string id, string secret) => RegisteredClients.All.FirstOrDefault(client =>
        client.Id == id && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(client.Secret), Encoding.UTF8.GetBytes(secret)));

    // RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.
    private static (string Id, string Secret)? BasicCredentials(string header)
    {
        const string scheme = "Basic ";
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var buffer = new byte[header.Length];
        var text = Convert.TryFromBase64String(header[scheme.Length..], buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", "") : (WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]));
    }
}
