using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Moq;

namespace ActionsFunctions.Tests.Upstreams;

public sealed class UpstreamClientsTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    [Fact]
    public void Missing_credentials_of_Graph_are_mistakes_only_where_an_action_reads_Graph()
    {
        var faults = new SettingFaults();
        using var clients = Create(faults, ("Graph:Credential", "ClientSecret"));
        Assert.Empty(faults.All);

        _ = clients.Graph;

        Assert.Equal(["Graph:TenantId", "Graph:ClientId", "Graph:ClientSecret"], faults.All.Select(fault => fault.Key));
    }

    [Theory]
    [InlineData("Graph:BaseUrl", "graph")]
    [InlineData("Graph:BaseUrl", "http://graph.contoso.example/v1.0")]
    [InlineData("Graph:BaseUrl", "https://graph.contoso.example/v1.0?x=1")]
    [InlineData("Graph:BaseUrl", "https://me:pass@graph.contoso.example/v1.0")]
    [InlineData("Graph:TokenEndpoint", "http://login.contoso.example/token")]
    [InlineData("Graph:Credential", "Password")]
    [InlineData("Graph:Tenant", "contoso")]
    public void A_wrong_setting_of_Graph_is_always_a_mistake(string key, string value)
    {
        var faults = new SettingFaults();
        using var clients = Create(faults, (key, value));

        Assert.Equal(key, Assert.Single(faults.All).Key);
    }

    [Theory]
    [InlineData(null, null, "https://graph.microsoft.com/.default")]
    [InlineData("https://graph.microsoft.us/v1.0", "client-1", "https://graph.microsoft.us/.default")]
    public async Task By_default_Graph_is_reached_with_the_managed_identity(string? baseUrl, string? clientId, string scope)
    {
        var clock = new ManualTimeProvider();
        var credential = new Mock<TokenCredential>(MockBehavior.Strict);
        credential.Setup(mock => mock.GetTokenAsync(It.Is<TokenRequestContext>(context => context.Scopes.Single() == scope), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new AccessToken("m1", clock.GetUtcNow().AddHours(24)));
        var asked = new List<string?>();
        var options = new UpstreamOptions
        {
            Clock = clock,
            ManagedIdentity = id =>
            {
                asked.Add(id);
                return credential.Object;
            },
        };
        using var clients = Create(new SettingFaults(), options, ("Graph:BaseUrl", baseUrl ?? ""), ("Graph:ClientId", clientId ?? ""));
        _ = clients.Graph;
        _ = clients.Graph;

        await clients.WarmUpAsync(default);

        Assert.Equal([clientId], asked);
        credential.Verify(mock => mock.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Theory]
    [InlineData(true, "managed-identity-unreachable")]
    [InlineData(false, "managed-identity-refused")]
    public async Task A_managed_identity_that_fails_is_a_fault_and_no_exception(bool unavailable, string code)
    {
        var credential = new Mock<TokenCredential>();
        credential.Setup(mock => mock.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(unavailable ? new CredentialUnavailableException("none here") : new AuthenticationFailedException("no"));
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        using var clients = Create(new SettingFaults(), new UpstreamOptions { ManagedIdentity = _ => credential.Object }, ("Graph:BaseUrl", stub.Url));

        var answer = await clients.Graph.SendAsync(new(HttpMethod.Get, new(stub.Url)), new(() => TimeSpan.Zero), default);

        Assert.Equal(code, answer.Failure.Code);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Clients_with_the_same_authority_client_scope_and_audience_share_a_token()
    {
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        foreach (var (clientId, scope, audience) in new[] { ("a", "s", "x"), ("a", "s", "x"), ("b", "s", "x"), ("a", "t", "x"), ("a", "s", "y") })
        {
            var backend = clients.Backend(new(stub.Url), new(new($"{stub.Url}/token"), clientId, new(ClientAuthentication.ClientSecret, new ActionsFunctions.Secrets.LiteralSecret("s")), scope, audience));
            Assert.Equal(200, (await backend.SendAsync(new(HttpMethod.Get, new(stub.Url)), new(() => Plenty), default)).Status);
        }

        Assert.Equal(4, stub.TokensAskedFor);
    }

    [Fact]
    public async Task Warming_up_fetches_tokens_and_sends_no_other_request()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Token());
        using var clients = stub.Clients();
        _ = clients.Graph;
        _ = clients.Backend(new(stub.Url), credentials: null);

        Assert.Equal(["graph", "backend:1"], clients.WarmUps.Select(warmUp => warmUp.Key));
        foreach (var (_, warmUp) in clients.WarmUps)
            Assert.True(await warmUp(default));
        Assert.Equal((1, 0), (stub.TokensAskedFor, stub.Calls.Count));
    }

    [Fact]
    public async Task Warming_up_tells_an_outage_and_does_not_throw()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(500));
        using var clients = stub.Clients();
        _ = clients.Graph;

        Assert.False(await clients.WarmUps.Single().Value(default));
        Assert.False(await clients.WarmUps.Single().Value(new CancellationToken(canceled: true)));
        await clients.WarmUpAsync(new CancellationToken(canceled: true));
    }

    [Theory]
    [InlineData("""{"access_token":"t"}""", null)]
    [InlineData("""{"access_token":"t","expires_in":"3599","token_type":"bearer"}""", null)]
    [InlineData("""{"access_token":"t","token_type":"DPoP"}""", "token-endpoint-answer-malformed")]
    [InlineData("""{"access_token":""}""", "token-endpoint-answer-malformed")]
    [InlineData("""{"access_token":"a\r\nb"}""", "token-endpoint-answer-malformed")]
    [InlineData("""{"access_token":7}""", "token-endpoint-answer-malformed")]
    [InlineData("""["t"]""", "token-endpoint-answer-malformed")]
    [InlineData("t", "token-endpoint-answer-malformed")]
    public async Task Only_an_answer_with_a_bearer_token_is_one(string body, string? failure)
    {
        await using var stub = await UpstreamStub.StartAsync(request => StubAnswer.Ok(request.IsToken ? body : "{}"));
        using var clients = stub.Clients();

        var answer = await clients.Graph.SendAsync(new(HttpMethod.Get, new(stub.Url)), new(() => Plenty), default);

        Assert.Equal(failure, answer.Failure.Any ? answer.Failure.Code : null);
    }

    private static UpstreamClients Create(SettingFaults faults, params (string, string)[] settings) => Create(faults, new(), settings);

    private static UpstreamClients Create(SettingFaults faults, UpstreamOptions options, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        return UpstreamClients.Create(new(configuration, "", faults), LiteralSecrets.Instance, options);
    }
}
