using ActionsFunctions.Secrets;

namespace ActionsFunctions.Upstreams;

/// <summary>How an app authenticates at a token endpoint.</summary>
public enum ClientAuthentication
{
    /// <summary>A secret in the form (RFC 6749 section 2.3.1).</summary>
    ClientSecret,

    /// <summary>An assertion signed with a certificate's key, as Entra takes it.</summary>
    ClientCertificate,

    /// <summary>An assertion signed with a private key (RFC 7523 section 2.2, OpenID Connect <c>private_key_jwt</c>).</summary>
    PrivateKeyJwt,
}

/// <summary>How the app proves to a token endpoint that it is the client.</summary>
/// <param name="Method">The method.</param>
/// <param name="Secret">The client secret, or what holds the key: a certificate with its key, a private key.</param>
public sealed record ClientProof(ClientAuthentication Method, ISecret Secret)
{
    /// <summary>The <c>aud</c> of assertions; null, the default: the token endpoint, as RFC 7523 section 3 recommends.</summary>
    public string? Audience { get; init; }

    /// <summary>The <c>kid</c> of assertions; null, the default: that of the JWK, or none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The algorithm of an RSA key; null, the default: PS256 with a certificate, RS256 with a private key.</summary>
    public string? RsaAlgorithm { get; init; }

    /// <summary>The key in a text of the secret; null where it holds none that can be used.</summary>
    internal AssertionKey? ReadKey(string text) => Method == ClientAuthentication.ClientCertificate
        ? CertificateKey.Read(text, RsaAlgorithm ?? AssertionKey.Ps256)
        : PrivateKey.Read(text, RsaAlgorithm ?? AssertionKey.Rs256, KeyId);
}
