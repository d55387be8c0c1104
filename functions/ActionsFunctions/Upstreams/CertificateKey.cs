using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ActionsFunctions.Upstreams;

/// <summary>The key of a certificate, named by its thumbprint. Source: Microsoft identity platform, "certificate credentials".</summary>
internal sealed class CertificateKey : AssertionKey
{
    private readonly string thumbprint;

    private CertificateKey(AsymmetricAlgorithm key, string thumbprint, string rsaAlgorithm) : base(key, rsaAlgorithm) => this.thumbprint = thumbprint;

    /// <summary>Reads PEM (certificate and key) or the base64 of PKCS #12, which is what Key Vault keeps as a certificate's secret; null where it is neither.</summary>
    public static CertificateKey? Read(string text, string rsaAlgorithm)
    {
        try
        {
            using var certificate = text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(text, text)
                : X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(text), null, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
            AsymmetricAlgorithm? key = certificate.GetRSAPrivateKey();
            key ??= certificate.GetECDsaPrivateKey();
            if (key is not null && IsUsable(key))
                return new(key, Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)), rsaAlgorithm);
            key?.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public override void WriteIdentity(Utf8JsonWriter header) => header.WriteString("x5t#S256"u8, thumbprint);
}
