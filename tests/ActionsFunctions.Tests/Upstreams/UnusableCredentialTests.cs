using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.IdentityProviders;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>A credential of ours that the vault does not give, or that holds no usable key: a fault of that one upstream, and nothing is sent.</summary>
public sealed class UnusableCredentialTests
{
    public static TheoryData<string, string, string> Credentials => new()
    {
        { "ClientSecret", "ClientSecret", TestSecrets.Lost },
        { "ClientCertificate", "Certificate", TestSecrets.Lost },
        { "ClientCertificate", "Certificate", "nonsense" },
        { "ClientCertificate", "Certificate", Pfx(ECCurve.NamedCurves.nistP384, withKey: true) },
        { "ClientCertificate", "Certificate", Pfx(ECCurve.NamedCurves.nistP256, withKey: false) },
        { "PrivateKeyJwt", "PrivateKey", """{"kty":"oct","k":"AAAA"}""" },
        { "PrivateKeyJwt", "PrivateKey", """{"kty":"EC","crv":"P-384","x":"AA","y":"AA","d":"AA"}""" },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Nothing_is_sent_without_a_usable_credential(string method, string setting, string value)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Graph:BaseUrl"] = $"{stub.Url}/v1.0",
            ["Graph:TokenEndpoint"] = $"{stub.Url}/token",
            ["Graph:ClientId"] = "app",
            ["Graph:Credential"] = method,
            [$"Graph:{setting}"] = value == TestSecrets.Lost ? value : TestSecrets.Rotated,
        };
        var faults = new SettingFaults();
        var secrets = new TestSecrets { Versions = new(value) };
        using var clients = UpstreamClients.Create(new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "", faults), secrets, null);

        var answer = await clients.Graph.SendAsync(new(HttpMethod.Get, new($"{stub.Url}/v1.0/users")), new(() => TimeSpan.FromSeconds(30)), default);

        Assert.Empty(faults.All);
        Assert.Equal(UpstreamFault.SecretUnavailable, answer.Failure.Fault);
        Assert.Empty(stub.Requests);
    }

    private static string Pfx(ECCurve curve, bool withKey)
    {
        using var key = ECDsa.Create(curve);
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        return Convert.ToBase64String((withKey ? certificate : bare).Export(X509ContentType.Pkcs12));
    }
}
