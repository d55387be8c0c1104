using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>A tenant with three keys, and the provider that trusts it.</summary>
public sealed class EntraTenant : IAsyncLifetime
{
    private readonly EntraSigningKey key = EntraSigningKey.New("published");
    private readonly EntraSigningKey second = EntraSigningKey.New("second");
    private MetadataServer server = null!;

    internal ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal ManualTimeProvider Clock { get; } = new();

    internal TokenForge Forge => new(key, Clock.GetUtcNow());

    internal Uri MetadataAddress => server.MetadataAddress;

    internal IIdentityProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var authority = new EntraAuthority(key);
        authority.Publish(key, second);
        server = await MetadataServer.StartAsync(authority);
        var set = JsonNode.Parse(authority.Keys().Span)!;
        var point = Ec.ExportParameters(false).Q;
        set["keys"]!.AsArray().Add(new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "ec",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        });
        var keys = System.Text.Encoding.UTF8.GetBytes(set.ToJsonString());
        server.Documents[EntraAuthority.KeysPath] = () => keys;
        Provider = EntraUnderTest.Provider(server.MetadataAddress, Clock);
        await Provider.LoadCredentialsAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
        second.Dispose();
        Ec.Dispose();
    }
}

public sealed class EntraCallerTests(EntraTenant tenant) : IClassFixture<EntraTenant>
{
    public static TheoryData<string> Attacks => [.. EntraCallerAttacks.Rows.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_token_that_is_wrong_in_one_way_is_refused(string attack)
    {
        var (forge, verdict) = EntraCallerAttacks.Rows[attack];
        Assert.Equal(verdict, await AuthenticateAsync(forge(tenant.Forge)));
    }

    [Fact]
    public async Task The_callers_token_is_accepted() => Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.Valid()));

    [Fact]
    public async Task A_version_1_token_names_its_caller_in_appid() =>
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.Sign(tenant.Forge.Header(), tenant.Forge.ClaimsV1())));

    [Fact]
    public async Task A_token_signed_with_a_published_ec_key_is_accepted() =>
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.Es256(tenant.Ec, "ec")));

    [Fact]
    public async Task An_ec_signature_in_der_is_refused() =>
        Assert.Equal(CallerVerdict.Mismatch, await AuthenticateAsync(tenant.Forge.Es256(tenant.Ec, "ec", DSASignatureFormat.Rfc3279DerSequence)));

    [Theory]
    [InlineData("exp", -59)]
    [InlineData("nbf", 60)]
    [InlineData("iat", 60)]
    public async Task A_clock_may_differ_by_the_skew(string date, int seconds) =>
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.WithClaims(claims => claims[date] = tenant.Forge.Now + seconds)));

    [Theory]
    [InlineData("typ")]
    [InlineData("x5t")]
    public async Task A_header_member_that_decides_nothing_may_be_absent_or_there(string name)
    {
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.WithHeader(header => header.Remove(name))));
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(tenant.Forge.WithHeader(header => header[name] = "JWT")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("Bearer")]
    public async Task A_call_without_a_bearer_token_has_no_credential(string? authorization) =>
        Assert.Equal(CallerVerdict.Missing, await tenant.Provider.AuthenticateAsync(authorization));

    [Fact]
    public async Task The_scheme_is_read_without_regard_to_case() =>
        Assert.Equal(CallerVerdict.Accepted, await tenant.Provider.AuthenticateAsync("bearer " + tenant.Forge.Valid()));

    [Fact]
    public async Task Configured_callers_replace_the_default_one()
    {
        const string Own = "0a0a0a0a-0000-4000-8000-00000000000a";
        var provider = EntraUnderTest.Provider(tenant.MetadataAddress, tenant.Clock, ("AllowedCallers:0", Own.ToUpperInvariant()));
        Assert.Equal(CallerVerdict.Accepted, await provider.AuthenticateAsync("Bearer " + tenant.Forge.WithClaims(claims => claims["azp"] = Own)));
        Assert.Equal(CallerVerdict.WrongParty, await provider.AuthenticateAsync("Bearer " + tenant.Forge.Valid()));
    }

    [Fact]
    public async Task A_token_may_have_16_KiB_and_not_a_character_more()
    {
        Assert.Equal(CallerVerdict.Accepted, await AuthenticateAsync(Filled(16 * 1024)));
        Assert.Equal(CallerVerdict.Malformed, await AuthenticateAsync(Filled((16 * 1024) + 1)));
    }

    // Of four lengths in a row base64url has three: what the claims cannot be filled to, the header is moved for.
    private string Filled(int length)
    {
        var (header, claims) = (tenant.Forge.Header(), tenant.Forge.Claims());
        for (header["x5t"] = ""; ; header["x5t"] += "x")
        {
            var room = length - 2 - Base64Url.GetEncodedLength(256) - Base64Url.GetEncodedLength(header.ToJsonString().Length);
            claims["fill"] = "";
            claims["fill"] = new string('x', Base64Url.GetMaxDecodedLength(room) - claims.ToJsonString().Length);
            if (tenant.Forge.Sign(header, claims) is var token && token.Length == length)
                return token;
        }
    }

    private ValueTask<CallerVerdict> AuthenticateAsync(string token) => tenant.Provider.AuthenticateAsync("Bearer " + token);
}
