using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>
/// A client certificate that the platform took off the TLS connection and put into <c>X-ARR-ClientCert</c>. It is pinned, so nobody's chain is
/// consulted: the platform has seen the caller prove its key. Source: Microsoft Learn, "Set up TLS mutual authentication for Azure App Service".
/// </summary>
/// <param name="thumbprints">SHA-256 or SHA-1, upper-case hexadecimal. SHA-1 is safe here: pinning needs second preimages, not collisions, to be broken.</param>
/// <param name="clock">The clock of the validity dates.</param>
internal sealed class ForwardedCertificate(IReadOnlyList<string> thumbprints, TimeProvider clock)
{
    public const string Header = "X-ARR-ClientCert";
    public const int Sha256Digits = 64;
    public const int Sha1Digits = 40;

    public CallerVerdict Verify(string? header)
    {
        if (thumbprints.Count == 0 || string.IsNullOrEmpty(header))
            return CallerVerdict.Missing;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(header));
            if (!thumbprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.Ordinal)
                && !thumbprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA1), StringComparer.Ordinal))
                return CallerVerdict.Mismatch;
            var now = clock.GetUtcNow().UtcDateTime;
            return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime() ? CallerVerdict.Accepted : CallerVerdict.Stale;
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return CallerVerdict.Malformed;
        }
    }
}
