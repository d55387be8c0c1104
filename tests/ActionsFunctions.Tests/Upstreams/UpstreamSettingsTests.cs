using System.Net;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>What is said of each setting of Graph and of <c>Auth</c> that is missing or wrong, whole, and what right ones give.</summary>
public sealed class UpstreamSettingsTests
{
    private const string Key = "must be a private key (RSA of 2048 to 8192 bits, or P-256): PEM or a JSON Web Key";
    private const string Certificate = "must be a certificate with its private key (RSA of 2048 to 8192 bits, or P-256): PEM, or the base64 of PKCS #12 without a password";
    private const string Https = "must begin with https:// (http:// only for loopback)";
    private const string Good = "TokenEndpoint=https://login.example/t ClientId=c ";
    private readonly SettingFaults faults = new();

    [Theory]
    [InlineData("", "")]
    [InlineData("ClientId=c", "Auth:TokenEndpoint: is required|Auth:ClientSecret: is required")]
    [InlineData("TokenEndpoint=https://login.example/t ClientSecret=s", "Auth:ClientId: is required")]
    [InlineData("TokenEndpoint=http://login.example/t ClientId=c ClientSecret=s", "Auth:TokenEndpoint: " + Https)]
    [InlineData("TokenEndpoint=login ClientId=c ClientSecret=s", "Auth:TokenEndpoint: must be an absolute URL")]
    [InlineData("TokenEndpoint=https://a@login.example/t ClientId=c ClientSecret=s", "Auth:TokenEndpoint: must not hold a user name or password")]
    [InlineData("TokenEndpoint=https://login.example/t#f ClientId=c ClientSecret=s", "Auth:TokenEndpoint: must not have a fragment (#)")]
    [InlineData(Good + "Method=ClientCertificate", "Auth:Certificate: is required")]
    [InlineData(Good + "Method=PrivateKeyJwt", "Auth:PrivateKey: is required")]
    [InlineData(Good + "Method=ClientCertificate Certificate=x", "Auth:Certificate: " + Certificate)]
    [InlineData(Good + "Method=PrivateKeyJwt PrivateKey=x", "Auth:PrivateKey: " + Key)]
    [InlineData(Good + "Method=Password ClientSecret=s", "Auth:Method: must be one of ClientSecret, ClientCertificate, PrivateKeyJwt")]
    [InlineData(Good + "Algorithm=HS256 ClientSecret=s", "Auth:Algorithm: must be one of PS256, RS256, ES256")]
    [InlineData(
        Good + "ClientSecret=s Secret=s",
        "Auth:Secret: is not a setting; known here: Algorithm, AssertionAudience, Audience, Certificate, ClientId, ClientSecret, KeyId, Method, PrivateKey, Scope, TokenEndpoint")]
    public void A_mistake_in_Auth_is_said_whole(string settings, string expected)
    {
        var credentials = Auth(settings);
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), faults.All.Select(fault => $"{fault}"));
        Assert.Equal(settings.Length == 0 || expected.Contains("is required", StringComparison.Ordinal) && !settings.Contains("ClientSecret", StringComparison.Ordinal), credentials is null);
    }

    [Theory]
    [InlineData("ClientSecret=s", ClientAuthentication.ClientSecret, null)]
    [InlineData("ClientSecret=s Algorithm=ES256", ClientAuthentication.ClientSecret, null)]
    [InlineData("ClientSecret=s Algorithm=PS256", ClientAuthentication.ClientSecret, "PS256")]
    [InlineData("Method=PrivateKeyJwt PrivateKey=<rsa-jwk> Algorithm=RS256", ClientAuthentication.PrivateKeyJwt, "RS256")]
    public async Task Auth_is_read_whole(string settings, ClientAuthentication method, string? algorithm)
    {
        var read = Auth($"{Good}{settings} Scope=s Audience=a KeyId=k AssertionAudience=aa")!;
        Assert.Empty(faults.All);
        Assert.Equal((new Uri("https://login.example/t"), "c", "s", "a"), (read.TokenEndpoint, read.ClientId, read.Scope, read.Audience));
        Assert.Equal((method, "aa", "k", algorithm), (read.Proof.Method, read.Proof.Audience, read.Proof.KeyId, read.Proof.RsaAlgorithm));
        Assert.Equal(method == ClientAuthentication.ClientSecret ? "s" : ClientKeyTexts.Of("rsa-jwk").ReplaceLineEndings(""), (await read.Proof.Secret.ReadAsync(default)).Current);
    }

    [Theory]
    [InlineData("", "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com/.default")]
    [InlineData("BaseUrl=https://graph.microsoft.us/v1.0", "https://graph.microsoft.us/v1.0", "https://graph.microsoft.us/.default")]
    [InlineData("BaseUrl=https://dod-graph.microsoft.us/v1.0", "https://dod-graph.microsoft.us/v1.0", "https://dod-graph.microsoft.us/.default")]
    [InlineData("BaseUrl=https://microsoftgraph.chinacloudapi.cn/v1.0", "https://microsoftgraph.chinacloudapi.cn/v1.0", "https://microsoftgraph.chinacloudapi.cn/.default")]
    [InlineData("BaseUrl=http://localhost:7071/v1.0", "http://localhost:7071/v1.0", "https://graph.microsoft.com/.default")]
    [InlineData("Credential=ManagedIdentity", "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com/.default")]
    public void A_token_is_for_the_Graph_of_its_cloud(string settings, string address, string scope)
    {
        var graph = Graph(settings);
        Assert.Equal((new Uri(address), scope, null, null), (graph.BaseUrl, graph.Scope, graph.Method, graph.ClientId));
        Assert.Empty(faults.All);
    }

    [Theory]
    [InlineData("TenantId=t/1", "https://login.microsoftonline.com/t%2F1/oauth2/v2.0/token")]
    [InlineData("TokenEndpoint=https://login.example/t", "https://login.example/t")]
    [InlineData("TokenEndpoint=https://login.example/t TenantId=t", "https://login.example/t")]
    public void A_tenant_stands_for_its_token_endpoint(string settings, string endpoint)
    {
        var read = Graph($"Credential=ClientSecret ClientId=c ClientSecret=s {settings}").ClientCredentials();
        Assert.Equal(
            (new Uri(endpoint), "c", ClientAuthentication.ClientSecret, "https://graph.microsoft.com/.default", null), (read?.TokenEndpoint, read?.ClientId, read?.Proof.Method, read?.Scope, read?.Audience));
        Assert.Empty(faults.All);
    }

    [Theory]
    [InlineData("Credential=ClientSecret", "ClientSecret", "TenantId ClientId ClientSecret")]
    [InlineData("Credential=ClientCertificate TenantId=t", "ClientCertificate", "ClientId Certificate")]
    [InlineData("Credential=PrivateKeyJwt ClientId=c", "PrivateKeyJwt", "TenantId PrivateKey")]
    [InlineData("Credential=ClientSecret ClientSecret=s", "ClientSecret", "TenantId ClientId")]
    [InlineData("Credential=ClientSecret ClientSecret=s ClientId=c", "ClientSecret", "TenantId")]
    [InlineData("Credential=ClientSecret ClientSecret=s TenantId=t", "ClientSecret", "ClientId")]
    public void What_is_missing_for_Graph_is_named_with_the_reason(string settings, string method, string missing)
    {
        Assert.Null(Graph(settings).ClientCredentials());
        Assert.Equal(missing.Split(' ').Select(name => $"Graph:{name}: is required where Graph:Credential is {method} and an action reads Graph"), faults.All.Select(fault => $"{fault}"));
    }

    [Theory]
    [InlineData("BaseUrl=https://graph.example/?x=1", "BaseUrl: must not have a query (?)")]
    [InlineData("BaseUrl=http://graph.example/", "BaseUrl: " + Https)]
    [InlineData("TokenEndpoint=graph", "TokenEndpoint: must be an absolute URL")]
    [InlineData("Credential=x", "Credential: must be one of ManagedIdentity, ClientSecret, ClientCertificate, PrivateKeyJwt")]
    [InlineData(
        "Secret=s",
        "Secret: is not a setting; known here: Algorithm, AssertionAudience, BaseUrl, Certificate, ClientId, ClientSecret, Credential, KeyId, PrivateKey, TenantId, TokenEndpoint")]
    public void A_mistake_in_Graph_is_said_whole(string settings, string fault)
    {
        _ = Graph(settings);
        Assert.Equal(["Graph:" + fault], faults.All.Select(found => $"{found}"));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("10", true)]
    [InlineData("-1", false)]
    [InlineData("11", false)]
    public void At_most_a_tenth_of_all_calls_is_hedged(string percent, bool good)
    {
        using var clients = UpstreamClients.Create(Reader($"Upstreams:HedgedPercent={percent}"), LiteralSecrets.Instance);
        Assert.Equal(good ? [] : ["Upstreams:HedgedPercent: must be a whole number from 0 to 10"], faults.All.Select(fault => $"{fault}"));
    }

    [Fact]
    public void An_unknown_setting_of_all_upstreams_is_a_mistake()
    {
        using var clients = UpstreamClients.Create(Reader("Upstreams:Percent=1"), LiteralSecrets.Instance);
        Assert.Equal(["Upstreams:Percent: is not a setting; known here: HedgedPercent"], faults.All.Select(fault => $"{fault}"));
    }

    [Theory]
    [InlineData("Url=https://a.example/{user.email}", null)]
    [InlineData("", "Url: is required")]
    [InlineData("Url=http://a.example/{user.email}", "Url: " + Https)]
    public void A_template_of_an_address_is_read_or_its_mistake_is_said(string settings, string? fault)
    {
        Assert.Equal(fault is null, Reader(settings).UrlTemplate("Url") is not null);
        Assert.Equal(fault is null ? [] : [fault], faults.All.Select(found => $"{found}"));
    }

    [Fact]
    public void A_wrong_address_is_replaced_by_one_that_counts_for_nothing()
    {
        Assert.Equal([new("https://localhost/"), new("https://localhost/"), new("https://d.example/")], new[] { Reader("Url=x").Url("Url", null), Reader("").Url("Url", null), Reader("").Url("Url", "https://d.example/") });
        Assert.Equal(["Url: must be an absolute URL", "Url: is required"], faults.All.Select(found => $"{found}"));
    }

    [Fact]
    public void Without_options_the_clock_and_the_names_are_the_systems_and_nothing_is_logged()
    {
        var options = new UpstreamOptions();
        Assert.Same(TimeProvider.System, options.Clock);
        Assert.Same(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, options.Log);
        Assert.Null(options.ConfigureHandler);
        Assert.Equal(Dns.GetHostAddressesAsync, options.Resolve);
        Assert.NotSame(options.ManagedIdentity(null), options.ManagedIdentity("5a5a5a5a-0000-4000-8000-000000000001"));
    }

    private ClientCredentials? Auth(string settings)
    {
        var auth = Reader(string.Join(' ', settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => "Auth:" + setting))).Section("Auth");
        return ClientCredentials.Read(auth, name => ActionsFunctions.Secrets.SecretSettings.Secret(auth, name, LiteralSecrets.Instance));
    }

    private GraphSettings Graph(string settings) =>
        new(Reader(string.Join(' ', settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => "Graph:" + setting))).Section("Graph"), LiteralSecrets.Instance);

    private SettingsReader Reader(string settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2))
            .Select(setting => KeyValuePair.Create(setting[0], (string?)setting[1].Replace("<rsa-jwk>", ClientKeyTexts.Of("rsa-jwk").ReplaceLineEndings(""), StringComparison.Ordinal)))).Build(),
        "",
        faults);
}
