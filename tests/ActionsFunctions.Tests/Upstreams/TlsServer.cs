using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>An upstream over TLS on a free loopback port, with a certificate of its own.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly WebApplication server;

    private TlsServer(HttpProtocols offered, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = offered;
            listen.UseHttps(certificate);
        }));
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Run(answer);
    }

    /// <summary>Scheme, name and port, without a slash at the end.</summary>
    public string Url => $"https://localhost:{new Uri(server.Urls.Single()).Port}";

    public string Thumbprint => certificate.GetCertHashString();

    public static async Task<TlsServer> StartAsync(HttpProtocols offered, RequestDelegate answer)
    {
        var started = new TlsServer(offered, answer);
        await started.server.StartAsync(CancellationToken.None);
        return started;
    }

    /// <summary>Lets a client trust the server of this thumbprint and no other: what is tested is not whom the machine trusts.</summary>
    public static Action<SocketsHttpHandler> Trust(string thumbprint) =>
        handler => handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == thumbprint;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
