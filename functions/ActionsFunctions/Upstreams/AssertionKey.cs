using System.Security.Cryptography;
using System.Text.Json;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// A private key that signs assertions with one algorithm (RFC 7518 section 3). Made from the secret's text for each assertion, which is one in
/// most of a token's life, so that no key object is shared or outlives a rotation.
/// </summary>
/// <param name="key">The key: RSA or P-256. Owned.</param>
/// <param name="rsaAlgorithm">What an RSA key signs with.</param>
internal abstract class AssertionKey(AsymmetricAlgorithm key, string rsaAlgorithm) : IDisposable
{
    public const string Ps256 = "PS256";
    public const string Rs256 = "RS256";
    public const string Es256 = "ES256";

    /// <summary>The <c>alg</c> of the assertion.</summary>
    public string Algorithm { get; } = key is ECDsa ? Es256 : rsaAlgorithm;

    /// <summary>Writes which key it is: <c>x5t#S256</c> or <c>kid</c>.</summary>
    public abstract void WriteIdentity(Utf8JsonWriter header);

    public byte[] Sign(ReadOnlySpan<byte> data) => key is ECDsa ec
        // RFC 7518 section 3.4: r and s side by side; never DER.
        ? ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : ((RSA)key).SignData(data, HashAlgorithmName.SHA256, Algorithm == Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    public void Dispose() => key.Dispose();

    /// <summary>RFC 7518 sections 3.3 to 3.5: RSA of at least 2048 bits, and P-256 for ES256.</summary>
    protected static bool IsUsable(AsymmetricAlgorithm? key) => key is RSA { KeySize: >= 2048 and <= 8192 } || (key is ECDsa ec && IsP256(ec));

    private static bool IsP256(ECDsa ec) => ec.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid.Value: "1.2.840.10045.3.1.7" };
}
