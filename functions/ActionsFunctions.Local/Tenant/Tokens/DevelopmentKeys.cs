using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActionsFunctions.Local.Tenant.Vault;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>
/// A certificate and a private key of the product's client, made at start: registered at the token endpoint, and stored in the vault for the client. P-256,
/// because an RSA key takes a tenth of a second to make; Entra itself takes certificates with RSA keys only.
/// </summary>
internal static class DevelopmentKeys
{
    /// <summary>The secret that holds the certificate with its key: PKCS #12 in base64, as Key Vault keeps a certificate.</summary>
    public const string Certificate = "app-certificate";

    /// <summary>The secret that holds the private key: PEM.</summary>
    public const string PrivateKey = "app-private-key";

    public static void StoreIn(VaultStore store, RegisteredKeys keys, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        keys.Register(RegisteredClients.App, keyId: null, key);
        store.Rotate(PrivateKey, key.ExportPkcs8PrivateKeyPem());
        var now = clock.GetUtcNow();
        using var certificate = new CertificateRequest("CN=Local tenant's client", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        keys.Register(RegisteredClients.App, certificate);
        store.Rotate(Certificate, Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12)));
    }
}
