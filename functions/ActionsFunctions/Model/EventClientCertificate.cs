using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The certificate of a client.</summary>
/// <param name="json"><c>client.authentication.certificate</c>.</param>
public readonly struct EventClientCertificate(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The certificate in PEM.</summary>
    public string? Raw => Json.Text("raw");

    /// <summary>Its subject.</summary>
    public string? Subject => Json.Text("subject");

    /// <summary>Its subject alternative names.</summary>
    public string? SubjectAltName => Json.Text("subjectAltName");

    /// <summary>SHA-256 of the certificate in base64url, as in the confirmation <c>x5t#S256</c> (RFC 8705 section 3.1).</summary>
    public string? Thumbprint256 => Json.Text("thumbprint256");
}
