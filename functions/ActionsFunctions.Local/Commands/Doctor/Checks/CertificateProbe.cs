using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is the certificate one that a provider accepts, and for how long?</summary>
internal sealed class CertificateProbe : ICheck<Deployment>
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    public string Id => "certificate";

    public string About => "TLS: the certificate is accepted, and not about to expire";

    public bool Applies(Deployment subject) => subject.Address.Scheme == Uri.UriSchemeHttps || !subject.Address.IsLoopback;

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        if (subject.Address.Scheme != Uri.UriSchemeHttps)
            return [Finding.Fail("--url: is plain http. Providers call https only, and a credential would travel in the clear.")];
        var faults = SslPolicyErrors.None;
        DateTimeOffset end = default;
        using var socket = new TcpClient();
        await socket.ConnectAsync(subject.Address.IdnHost, subject.Address.Port, cancellationToken);
        // Looked at whatever it is: an expired certificate must be told apart from one for another name. Nothing is sent over this connection.
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, errors) =>
        {
            faults = errors;
            end = certificate is X509Certificate2 known ? new(known.NotAfter) : default;
            return certificate is not null;
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = subject.Address.IdnHost }, cancellationToken);
        }
        catch (AuthenticationException)
        {
            return [Finding.Fail("--url: no TLS connection can be agreed on. The host demands a client certificate, or speaks only old versions.")];
        }

        return Judge(faults, end, subject.Clock.GetUtcNow()) is { } finding ? [finding] : [];
    }

    private static Finding? Judge(SslPolicyErrors faults, DateTimeOffset end, DateTimeOffset now)
    {
        var day = string.Create(CultureInfo.InvariantCulture, $"{end:yyyy-MM-dd}");
        if (end <= now)
            return Finding.Fail($"--url: the certificate expired on {day}. Renew it.");
        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return Finding.Fail("--url: the certificate is for another host. Bind one for this name.");
        if (faults != SslPolicyErrors.None)
            return Finding.Fail("--url: the certificate is not issued by an authority that this machine trusts, or its chain is incomplete. Providers will not accept it either.");
        return end <= now + Soon ? Finding.Warn($"--url: the certificate expires on {day}. Renew it.") : null;
    }
}
