using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>Turns a token inline hook's request into a post-login event. Every member of it may be absent; client credentials have no user.</summary>
internal static class OktaEvent
{
    public static NormalizedLogin? Read(JsonElement payload) => OktaPayload.Context(payload) is { } context
        ? new(payload.ToEvent(Write), payload) { CallerCorrelationId = context.Object("request")?.Filled("id"), Name = payload.Filled("eventId") }
        : null;

    private static void Write(Utf8JsonWriter json, JsonElement payload)
    {
        var context = OktaPayload.Context(payload)!.Value;
        var protocol = context.Object("protocol");
        json.WriteStartObject();
        OktaUser.Write(json, payload, context);
        WriteClient(json, protocol?.Object("client"));
        WriteAudience(json, payload);
        WriteRequest(json, context.Object("request"), protocol?.Object("request"));
        OktaTransaction.Write(json, payload, context);
        WriteRefreshToken(json, payload, protocol);
        WriteTenant(json, protocol?.Object("issuer")?.Text("uri"));
        json.WriteEndObject();
    }

    private static void WriteClient(Utf8JsonWriter json, JsonElement? client)
    {
        if (client is not { } known)
            return;
        json.WriteStartObject("client");
        json.TextIfAny("client_id", known.Text("id"));
        json.TextIfAny("name", known.Text("name"));
        json.WriteEndObject();
    }

    private static void WriteAudience(Utf8JsonWriter json, JsonElement payload)
    {
        if (OktaPayload.Claims(payload, Token.Access) is not { } claims || (claims.Text("aud") ?? (claims.Texts("aud") is [var first, ..] ? first : null)) is not { } audience)
            return;
        json.WriteStartObject("resource_server");
        json.WriteString("identifier", audience);
        json.WriteEndObject();
    }

    // Auth0 has parameters of the browser's request in query and those of the token endpoint in body.
    private static void WriteRequest(Utf8JsonWriter json, JsonElement? request, JsonElement? parameters)
    {
        if (request is not { } known)
            return;
        json.WriteStartObject("request");
        json.TextIfAny("ip", known.Text("ipAddress"));
        json.TextIfAny("method", known.Text("method"));
        json.TextIfAny("hostname", HostOf(known.Object("url")?.Text("value")));
        json.ValueIfAny(known.Text("method") == "POST" ? "body" : "query", parameters);
        json.WriteEndObject();
    }

    private static void WriteRefreshToken(Utf8JsonWriter json, JsonElement payload, JsonElement? protocol)
    {
        var id = OktaTransaction.OriginalGrant(protocol)?.Object("refresh_token")?.Filled("jti") ?? payload.Object("data")?.Object("refresh_token")?.Filled("jti");
        if (id is null)
            return;
        json.WriteStartObject("refresh_token");
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    // The host of the organization, whichever of its authorization servers issues.
    private static void WriteTenant(Utf8JsonWriter json, string? issuer)
    {
        if (HostOf(issuer) is not { } host)
            return;
        json.WriteStartObject("tenant");
        json.WriteString("id", host);
        json.WriteEndObject();
    }

    // What begins with a slash is the path of a file to .NET on Linux, and has no host.
    private static string? HostOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;
}
