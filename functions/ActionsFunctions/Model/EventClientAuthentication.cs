using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>How the client proved itself by mutual TLS (RFC 8705).</summary>
/// <param name="json">The event member <c>client.authentication</c>.</param>
public readonly struct EventClientAuthentication(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The method: <c>self_signed_tls_client_auth</c>, for one.</summary>
    public string? Type => Json.Text("type");

    /// <summary>The client's certificate.</summary>
    public EventClientCertificate? Certificate => Json.Object("certificate") is { } json ? new EventClientCertificate(json) : null;
}
