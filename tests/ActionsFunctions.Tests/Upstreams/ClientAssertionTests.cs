using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ActionsFunctions.Local.Tenant.Tokens;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Local.Tenant;
using ActionsFunctions.Tests.Secrets;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Clients that sign instead of sending a secret, against a token endpoint that verifies.</summary>
public sealed class ClientAssertionTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    private IConfigurationRoot? settings;

    private Uri Endpoint => TokenEndpoint.Of(tenant.Tenant.Address);

    [Theory]
    [InlineData("ClientCertificate", "rsa-pfx")]
    [InlineData("ClientCertificate", "rsa-certificate-pem")]
    [InlineData("ClientCertificate", "ec-pfx")]
    [InlineData("PrivateKeyJwt", "rsa-pkcs8")]
    [InlineData("PrivateKeyJwt", "rsa-pkcs1")]
    [InlineData("PrivateKeyJwt", "rsa-jwk")]
    [InlineData("PrivateKeyJwt", "ec-pkcs8")]
    [InlineData("PrivateKeyJwt", "ec-sec1")]
    [InlineData("PrivateKeyJwt", "ec-jwk")]
    public async Task A_key_in_every_form_gets_a_token_that_Graph_and_a_backend_accept(string method, string form)
    {
        Register();
        var setting = method == "ClientCertificate" ? "Certificate" : "PrivateKey";
        var faults = new SettingFaults();
        using var clients = Create(
            faults, ("Graph:Credential", method), ($"Graph:{setting}", ClientKeyTexts.Of(form)), ("Auth:Method", method), ($"Auth:{setting}", ClientKeyTexts.Of(form)));
        var backend = clients.Backend(tenant.Tenant.Address, Auth(faults));

        Assert.Empty(faults.All);
        Assert.Equal(200, (await SendAsync(clients.Graph, "v1.0/users/auth0%7Cada/transitiveMemberOf")).Status);
        Assert.Equal(200, (await SendAsync(backend, "users/by-email/ada@contoso.example")).Status);
    }

    [Theory]
    [InlineData("ClientCertificate", "rsa-pfx", "", "PS256", "x5t#S256")]
    [InlineData("ClientCertificate", "rsa-pfx", "RS256", "RS256", "x5t#S256")]
    [InlineData("ClientCertificate", "ec-pfx", "", "ES256", "x5t#S256")]
    [InlineData("PrivateKeyJwt", "rsa-jwk", "", "RS256", "kid")]
    [InlineData("PrivateKeyJwt", "rsa-jwk", "PS256", "PS256", "kid")]
    [InlineData("PrivateKeyJwt", "ec-jwk", "PS256", "ES256", "kid")]
    [InlineData("PrivateKeyJwt", "ec-pkcs8", "", "ES256", null)]
    public async Task An_assertion_names_its_key_its_audience_and_a_short_life(string method, string form, string algorithm, string expected, string? identity)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token(expiresIn: 0.5));
        var setting = method == "ClientCertificate" ? "Certificate" : "PrivateKey";
        using var clients = stub.Clients(
            new() { Clock = tenant.Clock }, ("Graph:Credential", method), ($"Graph:{setting}", ClientKeyTexts.Of(form)), ("Graph:Algorithm", algorithm));
        await clients.Graph.WarmUpAsync(default);
        tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        await clients.Graph.WarmUpAsync(default);
        var (header, claims) = Parts(stub.Requests[0]);

        Assert.Equal(expected, header.GetProperty("alg").GetString());
        Assert.Equal(identity, header.EnumerateObject().Select(member => member.Name).Except(["alg", "typ"]).SingleOrDefault());
        if (identity == "x5t#S256")
            Assert.Equal(32, Base64Url.DecodeFromChars(header.GetProperty("x5t#S256").GetString()).Length);
        Assert.Equal(("app", "app", $"{stub.Url}/token"), (Text(claims, "iss"), Text(claims, "sub"), Text(claims, "aud")));
        Assert.Equal(120, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.DoesNotContain("client_secret", stub.Requests[0].Body, StringComparison.Ordinal);
        Assert.NotEqual(Text(claims, "jti"), Text(Parts(stub.Requests[1]).Claims, "jti"));
    }

    [Fact]
    public async Task The_audience_and_the_key_id_can_be_stated()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        using var clients = stub.Clients(null, ("Graph:Credential", "PrivateKeyJwt"), ("Graph:PrivateKey", ClientKeyTexts.Of("ec-jwk")),
            ("Graph:KeyId", "mine"), ("Graph:AssertionAudience", "https://contoso.example/"));
        await clients.Graph.WarmUpAsync(default);
        var (header, claims) = Parts(stub.Requests[0]);

        Assert.Equal(("mine", "https://contoso.example/"), (Text(header, "kid"), Text(claims, "aud")));
    }

    [Fact]
    public async Task The_local_token_endpoint_refuses_what_proves_nothing()
    {
        Register();
        using var key = PrivateKey.Read(ClientKeyTexts.Of("ec-pkcs8"), "RS256", null)!;
        using var stranger = PrivateKey.Read(ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem(), "RS256", null)!;
        var now = tenant.Clock.GetUtcNow();
        var good = Make(key, now);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(good));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(good));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Make(stranger, now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Make(key, now.AddMinutes(-3))));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Make(key, now.AddMinutes(3))));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(ClientAssertion.Make(key, RegisteredClients.App.Id, "https://elsewhere.example/", now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(ClientAssertion.Make(key, RegisteredClients.WithoutConsent.Id, Endpoint.AbsoluteUri, now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync($"{good[..^1]}{(good[^1] == 'A' ? 'Q' : 'A')}"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(Make(key, now), type: "something-else"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(Make(key, now), secret: RegisteredClients.App.Secret));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rotation_fails_no_request_whichever_side_changes_first(bool clientFirst)
    {
        using var before = Certificate();
        using var after = Certificate();
        tenant.Tenant.ClientKeys.Clear(RegisteredClients.App);
        tenant.Tenant.ClientKeys.Register(RegisteredClients.App, clientFirst ? before : after);
        var rotated = new SecretVersions(Text(after), Text(before));
        var secret = new RotatedSecret(clientFirst ? rotated : new(Text(before)), rotated);
        using var clients = Create(new());
        var backend = clients.Backend(tenant.Tenant.Address, new(
            Endpoint, RegisteredClients.App.Id, new(ClientAuthentication.ClientCertificate, secret), Resource.Backend.DefaultScope, null));

        Assert.Equal(200, (await SendAsync(backend, "users/by-email/ada@contoso.example")).Status);
    }

    [Theory]
    [InlineData("ClientCertificate", "", "", "Certificate")]
    [InlineData("PrivateKeyJwt", "", "", "PrivateKey")]
    [InlineData("", "", "", "ClientSecret")]
    [InlineData("Password", "ClientSecret", "s", "Method")]
    [InlineData("ClientCertificate", "Certificate", "nonsense", "Certificate")]
    [InlineData("ClientCertificate", "Certificate", "-----BEGIN CERTIFICATE-----", "Certificate")]
    [InlineData("PrivateKeyJwt", "PrivateKey", """{"kty":"EC","crv":"P-256","x":"AA"}""", "PrivateKey")]
    [InlineData("PrivateKeyJwt", "PrivateKey", "-----BEGIN PUBLIC KEY-----", "PrivateKey")]
    [InlineData("PrivateKeyJwt", "PrivateKey", "small-rsa", "PrivateKey")]
    [InlineData("PrivateKeyJwt", "PrivateKey", "p-384", "PrivateKey")]
    public void What_is_missing_or_no_key_is_a_start_fault_that_names_its_key(string method, string setting, string value, string key)
    {
        var text = value switch
        {
            "small-rsa" => RSA.Create(1024).ExportPkcs8PrivateKeyPem(),
            "p-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportPkcs8PrivateKeyPem(),
            _ => value,
        };
        var faults = new SettingFaults();
        using var clients = Create(faults, ("Auth:Method", method), ("Auth:ClientSecret", ""), ($"Auth:{setting}", text));
        _ = Auth(faults);
        Assert.Contains($"Auth:{key}", faults.All.Select(fault => fault.Key));

        var (graphFaults, credential) = (new SettingFaults(), method.Length == 0 ? "ClientSecret" : method);
        using var others = Create(graphFaults, ("Graph:Credential", credential), ("Graph:ClientSecret", ""), ($"Graph:{setting}", text));
        _ = others.Graph;
        Assert.Contains(key == "Method" ? "Graph:Credential" : $"Graph:{key}", graphFaults.All.Select(fault => fault.Key));
    }

    private static (JsonElement Header, JsonElement Claims) Parts(StubRequest request)
    {
        var form = request.Body.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]), StringComparer.Ordinal);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        var parts = form["client_assertion"].Split('.');
        return (JsonElement.Parse(Base64Url.DecodeFromChars(parts[0])), JsonElement.Parse(Base64Url.DecodeFromChars(parts[1])));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Text(X509Certificate2 certificate) => Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12));

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private static Task<UpstreamAnswer> SendAsync(UpstreamClient client, string path) =>
        client.SendAsync(new(HttpMethod.Get, new(client.BaseUri, "/" + path)), new(() => TimeSpan.Zero), default);

    private ClientCredentials? Auth(SettingFaults faults)
    {
        var reader = new SettingsReader(settings!, "", faults).Section("Auth");
        return ClientCredentials.Read(reader, name => reader.Secret(name, LiteralSecrets.Instance));
    }

    private string Make(AssertionKey key, DateTimeOffset now) => ClientAssertion.Make(key, RegisteredClients.App.Id, Endpoint.AbsoluteUri, now);

    private async Task<HttpStatusCode> AskAsync(string assertion, string type = ClientAssertion.Type, string? secret = null)
    {
        var form = new List<(string, string)>
        {
            ("grant_type", "client_credentials"), ("scope", Resource.Graph.DefaultScope), ("client_id", RegisteredClients.App.Id),
            ("client_assertion_type", type), ("client_assertion", assertion),
        };
        if (secret is not null)
            form.Add(("client_secret", secret));
        using var answer = await tenant.AskForTokenAsync([.. form]);
        return answer.StatusCode;
    }

    private void Register()
    {
        var keys = tenant.Tenant.ClientKeys;
        keys.Clear(RegisteredClients.App);
        keys.Register(RegisteredClients.App, ClientKeyTexts.RsaCertificate);
        keys.Register(RegisteredClients.App, ClientKeyTexts.EcCertificate);
        keys.Register(RegisteredClients.App, keyId: null, ClientKeyTexts.Rsa);
        keys.Register(RegisteredClients.App, keyId: null, ClientKeyTexts.Ec);
    }

    private UpstreamClients Create(SettingFaults faults, params (string Key, string Value)[] more)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Graph:BaseUrl"] = new Uri(tenant.Tenant.Address, "v1.0").ToString(),
            ["Graph:TokenEndpoint"] = Endpoint.ToString(),
            ["Graph:ClientId"] = RegisteredClients.App.Id,
            ["Auth:TokenEndpoint"] = Endpoint.ToString(),
            ["Auth:ClientId"] = RegisteredClients.App.Id,
            ["Auth:Scope"] = Resource.Backend.DefaultScope,
        };
        foreach (var (key, value) in more)
            all[key] = value;
        settings = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return UpstreamClients.Create(new(settings, "", faults), LiteralSecrets.Instance, new() { Clock = tenant.Clock });
    }
}
