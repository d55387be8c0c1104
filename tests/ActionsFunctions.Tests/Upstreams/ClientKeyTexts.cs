using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>One RSA and one P-256 key with a certificate each, in every form that a secret can hold them in.</summary>
internal static class ClientKeyTexts
{
    public static RSA Rsa { get; } = RSA.Create(2048);

    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static X509Certificate2 RsaCertificate { get; } = Signed(new("CN=client", Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static X509Certificate2 EcCertificate { get; } = Signed(new("CN=client", Ec, HashAlgorithmName.SHA256));

    /// <summary>The secret's text in a form by name.</summary>
    public static string Of(string form) => form switch
    {
        "rsa-pfx" => Convert.ToBase64String(RsaCertificate.Export(X509ContentType.Pkcs12)),
        "rsa-certificate-pem" => $"{Rsa.ExportPkcs8PrivateKeyPem()}\n{RsaCertificate.ExportCertificatePem()}",
        "ec-pfx" => Convert.ToBase64String(EcCertificate.Export(X509ContentType.Pkcs12)),
        "rsa-pkcs8" => Rsa.ExportPkcs8PrivateKeyPem(),
        "rsa-pkcs1" => Rsa.ExportRSAPrivateKeyPem(),
        "rsa-jwk" => RsaJwk(),
        "ec-pkcs8" => Ec.ExportPkcs8PrivateKeyPem(),
        "ec-sec1" => Ec.ExportECPrivateKeyPem(),
        "ec-jwk" => EcJwk(),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static X509Certificate2 Signed(CertificateRequest request) => request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));

    private static string RsaJwk()
    {
        var key = Rsa.ExportParameters(includePrivateParameters: true);
        return $$"""
            {"kty":"RSA","kid":"k1","n":"{{Text(key.Modulus)}}","e":"{{Text(key.Exponent)}}","d":"{{Text(key.D)}}","p":"{{Text(key.P)}}","q":"{{Text(key.Q)}}",
            "dp":"{{Text(key.DP)}}","dq":"{{Text(key.DQ)}}","qi":"{{Text(key.InverseQ)}}"}
            """;
    }

    private static string EcJwk()
    {
        var key = Ec.ExportParameters(includePrivateParameters: true);
        return $$"""{"kty":"EC","kid":"k2","crv":"P-256","x":"{{Text(key.Q.X)}}","y":"{{Text(key.Q.Y)}}","d":"{{Text(key.D)}}"}""";
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
