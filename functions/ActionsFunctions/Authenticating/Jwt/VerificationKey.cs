using System.Security.Cryptography;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// A public key that verifies signatures of one algorithm only (RFC 8725 section 3.1). Holds parameters rather than a key object: those
/// are not safe for concurrent use, and importing costs little beside a verification.
/// </summary>
internal abstract class VerificationKey
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what Entra signs with.</summary>
    public const string Rs256 = "RS256";

    /// <summary>ECDSA on P-256 with SHA-256: what RFC 7518 recommends besides, so that a change of Entra's keys needs no new release.</summary>
    public const string Es256 = "ES256";

    /// <summary>Every algorithm that is accepted.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [Rs256, Es256];

    /// <summary>The one algorithm of this key.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Bytes of its signatures.</summary>
    public abstract int SignatureLength { get; }

    /// <summary>Whether <paramref name="signature"/> over <paramref name="signed"/> is this key's.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}

/// <summary>An RSA key.</summary>
/// <param name="parameters">Modulus and exponent.</param>
internal sealed class RsaVerificationKey(RSAParameters parameters) : VerificationKey
{
    /// <inheritdoc />
    public override string Algorithm => Rs256;

    /// <inheritdoc />
    public override int SignatureLength => parameters.Modulus!.Length;

    /// <inheritdoc />
    public override bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var rsa = RSA.Create(parameters);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

/// <summary>A P-256 key.</summary>
/// <param name="parameters">The point.</param>
internal sealed class EcVerificationKey(ECParameters parameters) : VerificationKey
{
    /// <inheritdoc />
    public override string Algorithm => Es256;

    /// <inheritdoc />
    public override int SignatureLength => 2 * parameters.Q.X!.Length;

    /// <inheritdoc />
    public override bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var ec = ECDsa.Create(parameters);
        // RFC 7518 section 3.4: r and s side by side, 64 bytes; never DER.
        return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
