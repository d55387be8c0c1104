using System.Text;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

public sealed class OpenIdMetadataTests : IAsyncLifetime
{
    private const string Tenant = "7e4a0000-0000-4000-8000-000000000001";
    private const string Issuer = "\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\"";
    private static readonly EntraSigningKey Key = EntraSigningKey.New("k");
    private readonly EntraAuthority authority = new(Key);
    private MetadataServer server = null!;

    public async Task InitializeAsync() => server = await MetadataServer.StartAsync(authority);

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task The_tenant_is_filled_into_an_issuer_for_all_tenants()
    {
        var (keys, fault) = await LoadAsync();
        Assert.Equal(nameof(KeyFault.None), fault);
        Assert.Equal(EntraAuthority.IssuerV2(Tenant), keys!.Issuer);
        Assert.Equal("k", Assert.Single(keys.Keys).Key);
    }

    [Theory]
    [InlineData("{}", nameof(KeyFault.Malformed))]
    [InlineData("[]", nameof(KeyFault.Malformed))]
    [InlineData("no json", nameof(KeyFault.Malformed))]
    [InlineData("{ISSUER}", nameof(KeyFault.Malformed))]
    [InlineData("""{ISSUER,"jwks_uri":"keys"}""", nameof(KeyFault.Malformed))]
    [InlineData("""{ISSUER,"jwks_uri":"KEYS","jwks_uri":"KEYS"}""", nameof(KeyFault.Malformed))]
    [InlineData("""{ISSUER,"jwks_uri":"http://login.microsoftonline.com/keys"}""", nameof(KeyFault.KeysAddress))]
    [InlineData("""{ISSUER,"jwks_uri":"https://user@login.microsoftonline.com/keys"}""", nameof(KeyFault.KeysAddress))]
    [InlineData("""{ISSUER,"jwks_uri":"file:///etc/keys"}""", nameof(KeyFault.KeysAddress))]
    [InlineData("""{"issuer":"https://login.microsoftonline.com/0bad0000-0000-4000-8000-00000000000f/v2.0","jwks_uri":"KEYS"}""", nameof(KeyFault.OtherTenant))]
    public async Task A_document_that_cannot_be_this_tenants_gives_no_keys(string document, string fault)
    {
        var text = document
            .Replace("ISSUER", Issuer, StringComparison.Ordinal)
            .Replace("KEYS", new Uri(server.Address, EntraAuthority.KeysPath).AbsoluteUri, StringComparison.Ordinal);
        server.Documents[EntraAuthority.MetadataPath] = () => Encoding.UTF8.GetBytes(text);
        Assert.Equal((null, fault), await LoadAsync());
    }

    [Fact]
    public async Task A_document_read_over_tls_cannot_send_us_to_plain_http()
    {
        using var transport = new PlainTransport();
        var (keys, fault) = await LoadAsync(new UriBuilder(server.MetadataAddress) { Scheme = Uri.UriSchemeHttps }.Uri, () => transport);
        Assert.Equal((null, nameof(KeyFault.KeysAddress)), (keys, fault));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_redirect_or_an_error_gives_no_keys(int status)
    {
        server.Status = status;
        Assert.Equal((null, nameof(KeyFault.Status)), await LoadAsync());
    }

    [Fact]
    public async Task A_key_set_over_256_KiB_is_not_read()
    {
        var set = Encoding.UTF8.GetString(authority.Keys().Span);
        var large = Encoding.UTF8.GetBytes(set[..^1] + $",\"fill\":\"{new string('x', 256 * 1024)}\"}}");
        server.Documents[EntraAuthority.KeysPath] = () => large;
        Assert.Equal((null, nameof(KeyFault.Unreachable)), await LoadAsync());
    }

    [Theory]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task What_breaks_off_or_takes_too_long_gives_no_keys_unless_the_caller_ended_it(Type kind)
    {
        using var client = OpenIdMetadata.NewClient(() => new BrokenTransport((Exception)Activator.CreateInstance(kind)!));
        var metadata = new OpenIdMetadata(client, server.MetadataAddress, Tenant, new ManualTimeProvider());
        Assert.Equal((null, KeyFault.Unreachable), await metadata.LoadAsync(CancellationToken.None));
        if (kind == typeof(TaskCanceledException))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => metadata.LoadAsync(new(canceled: true)));
    }

    [Fact]
    public async Task A_cookie_of_the_issuer_is_never_sent_back()
    {
        var set = Encoding.UTF8.GetString(authority.Keys().Span);
        await using var stub = await UpstreamStub.StartAsync(
            request => new(200, request.Target == "/keys" ? set : $"{{{Issuer},\"jwks_uri\":\"{request.Origin}/keys\"}}", ("Set-Cookie", "seen=1; Path=/")));
        Assert.Equal(nameof(KeyFault.None), (await LoadAsync(new($"{stub.Url}/metadata"), null)).Fault);
        Assert.Equal([null, null], stub.Requests.Select(request => request.Header("Cookie")));
    }

    [Fact]
    public async Task A_key_set_without_a_usable_key_gives_no_keys()
    {
        server.Documents[EntraAuthority.KeysPath] = () => """{"keys":[]}"""u8.ToArray();
        Assert.Equal((null, nameof(KeyFault.NoUsableKey)), await LoadAsync());
    }

    private Task<(IssuerKeys? Keys, string Fault)> LoadAsync() => LoadAsync(server.MetadataAddress, null);

    private static async Task<(IssuerKeys? Keys, string Fault)> LoadAsync(Uri address, Func<HttpMessageHandler>? handler)
    {
        using var client = OpenIdMetadata.NewClient(handler);
        var (keys, fault) = await new OpenIdMetadata(client, address, Tenant, new ManualTimeProvider()).LoadAsync(CancellationToken.None);
        return (keys, fault.ToString());
    }

    private sealed class BrokenTransport(Exception fault) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromException<HttpResponseMessage>(fault);
    }

    /// <summary>Stands for TLS in front of the server: an https address is asked for in plain.</summary>
    private sealed class PlainTransport() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
