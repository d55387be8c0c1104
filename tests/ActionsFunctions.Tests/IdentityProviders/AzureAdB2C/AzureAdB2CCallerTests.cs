using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.AzureAdB2C;

public sealed class AzureAdB2CCallerTests
{
    [Theory]
    [InlineData("connector:pass:word", CallerVerdict.Accepted)]
    [InlineData("connector:schlüssel", CallerVerdict.Accepted)]
    [InlineData("connector:pass", CallerVerdict.Mismatch)]
    [InlineData("connector:", CallerVerdict.Missing)]
    [InlineData("somebody:", CallerVerdict.Mismatch)]
    [InlineData("Connector:pass:word", CallerVerdict.Mismatch)]
    [InlineData(":pass:word", CallerVerdict.Mismatch)]
    [InlineData("connector", CallerVerdict.Malformed)]
    public async Task User_name_and_password_are_compared_whole(string credentials, CallerVerdict verdict) =>
        Assert.Equal(verdict, await Basic().VerdictAsync(Authorization("Basic " + Base64(credentials))));

    [Theory]
    [InlineData("basic Y29ubmVjdG9yOnBhc3M6d29yZA==", CallerVerdict.Accepted)]
    [InlineData("Basic", CallerVerdict.Malformed)]
    [InlineData("Basic =", CallerVerdict.Malformed)]
    [InlineData("Basic Y29ubmVjdG9yOv8=", CallerVerdict.Malformed)]
    [InlineData("Bearer Y29ubmVjdG9yOnBhc3M6d29yZA==", CallerVerdict.Malformed)]
    [InlineData("Basic Y29ubmVjdG9yOnBhc3M6d29yZA==, Basic Y29ubmVjdG9yOnBhc3M6d29yZA==", CallerVerdict.Malformed)]
    [InlineData("", CallerVerdict.Missing)]
    public async Task Only_one_well_formed_basic_header_is_read(string header, CallerVerdict verdict) =>
        Assert.Equal(verdict, await Basic().VerdictAsync(Authorization(header)));

    [Fact]
    public async Task While_the_vault_gives_no_password_nobody_is_told_to_be_wrong()
    {
        var provider = new ConfiguredProvider("azure-ad-b2c", ConfiguredProvider.Settings(("Username", "connector"), ("Passwords:0", "keyvault:b2c")));

        Assert.Equal(CallerVerdict.Unavailable, await provider.VerdictAsync(Authorization("Basic " + Base64("connector:word"))));
        Assert.Equal(CallerVerdict.Unavailable, await provider.VerdictAsync(Authorization("Basic " + Base64("somebody:word"))));
    }

    [Theory]
    [InlineData("SHA256", ":")]
    [InlineData("SHA256", " ")]
    [InlineData("SHA1", ":")]
    [InlineData("SHA1", "")]
    public async Task A_pinned_certificate_opens_by_either_thumbprint(string algorithm, string separator)
    {
        using var certificate = Certificate(DateTimeOffset.Parse("2029-12-31T00:00:00Z", null), DateTimeOffset.Parse("2030-12-31T00:00:00Z", null));
        var thumbprint = string.Join(separator, Convert.ToHexStringLower(certificate.GetCertHash(new HashAlgorithmName(algorithm))).Chunk(2).Select(digits => new string(digits)));
        var provider = Pinned(thumbprint);

        Assert.Empty(provider.FaultKeys);
        Assert.Equal(CallerVerdict.Accepted, await provider.VerdictAsync(Forwarded(certificate)));
    }

    [Fact]
    public async Task Another_certificate_one_out_of_its_time_and_rubbish_do_not_open()
    {
        using var known = Certificate(DateTimeOffset.Parse("2029-12-31T00:00:00Z", null), DateTimeOffset.Parse("2030-01-02T00:00:00Z", null));
        using var other = Certificate(DateTimeOffset.Parse("2029-12-31T00:00:00Z", null), DateTimeOffset.Parse("2030-12-31T00:00:00Z", null));
        var provider = Pinned(known.GetCertHashString(HashAlgorithmName.SHA256));

        Assert.Equal(CallerVerdict.Mismatch, await provider.VerdictAsync(Forwarded(other)));
        Assert.Equal(CallerVerdict.Malformed, await provider.VerdictAsync(("X-ARR-ClientCert", "AAAA")));
        Assert.Equal(CallerVerdict.Malformed, await provider.VerdictAsync(("X-ARR-ClientCert", "not base64")));
        Assert.Equal(CallerVerdict.Missing, await provider.VerdictAsync());
        provider.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(CallerVerdict.Stale, await provider.VerdictAsync(Forwarded(known)));
    }

    [Theory]
    [InlineData(0, 60, CallerVerdict.Accepted)]
    [InlineData(-60, 0, CallerVerdict.Accepted)]
    [InlineData(1, 60, CallerVerdict.Stale)]
    [InlineData(-60, -1, CallerVerdict.Stale)]
    public async Task A_certificate_opens_from_its_first_second_to_its_last(int from, int to, CallerVerdict verdict)
    {
        var now = new ManualTimeProvider().GetUtcNow();
        using var certificate = Certificate(now.AddSeconds(from), now.AddSeconds(to));

        Assert.Equal(verdict, await Pinned(certificate.GetCertHashString(HashAlgorithmName.SHA256)).VerdictAsync(Forwarded(certificate)));
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task The_certificate_header_counts_only_where_it_is_trusted_and_a_platform_writes_it(string trust, bool forwards)
    {
        using var certificate = Certificate(DateTimeOffset.Parse("2029-12-31T00:00:00Z", null), DateTimeOffset.Parse("2030-12-31T00:00:00Z", null));
        (string, string)[] settings =
        [
            ("Username", "connector"), ("Passwords:0", "pass:word"), ("TrustClientCertificateHeader", trust),
            ("ClientCertificateThumbprints:0", certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        ];
        var provider = new ConfiguredProvider("azure-ad-b2c", ConfiguredProvider.Settings(settings), forwards);

        Assert.Empty(provider.FaultKeys);
        Assert.Equal(CallerVerdict.Missing, await provider.VerdictAsync(Forwarded(certificate)));
        Assert.Equal(CallerVerdict.Accepted, await provider.VerdictAsync(Forwarded(certificate), Authorization("Basic " + Base64("connector:pass:word"))));
    }

    [Fact]
    public async Task With_both_configured_either_is_enough()
    {
        using var certificate = Certificate(DateTimeOffset.Parse("2029-12-31T00:00:00Z", null), DateTimeOffset.Parse("2030-12-31T00:00:00Z", null));
        var provider = Pinned(certificate.GetCertHashString(HashAlgorithmName.SHA256), ("Username", "connector"), ("Passwords:0", "pass:word"));

        Assert.Equal(CallerVerdict.Accepted, await provider.VerdictAsync(Forwarded(certificate)));
        Assert.Equal(CallerVerdict.Accepted, await provider.VerdictAsync(Authorization("Basic " + Base64("connector:pass:word"))));
        Assert.Equal(CallerVerdict.Mismatch, await provider.VerdictAsync(Authorization("Basic " + Base64("connector:guess"))));
    }

    private static ConfiguredProvider Basic() => new(
        "azure-ad-b2c", ConfiguredProvider.Settings(("Username", "connector"), ("Passwords:0", "pass:word"), ("Passwords:1", "schlüssel")));

    private static ConfiguredProvider Pinned(string thumbprint, params (string, string)[] more) => new(
        "azure-ad-b2c",
        ConfiguredProvider.Settings([("ClientCertificateThumbprints:0", thumbprint), ("TrustClientCertificateHeader", "true"), .. more]),
        forwardsClientCertificates: true);

    private static (string, string) Authorization(string value) => ("Authorization", value);

    private static (string, string) Forwarded(X509Certificate2 certificate) => ("X-ARR-ClientCert", Convert.ToBase64String(certificate.RawData));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static X509Certificate2 Certificate(DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=b2c-connector", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
    }
}
