using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class TokenEndpointTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");
    private static readonly (string, string) Id = ("client_id", RegisteredClients.App.Id);
    private static readonly (string, string) Secret = ("client_secret", RegisteredClients.App.Secret);
    private static readonly (string, string) Scope = ("scope", Resource.Graph.DefaultScope);

    [Fact]
    public async Task Issues_a_bearer_token_that_no_cache_may_keep()
    {
        using var answer = await tenant.AskForTokenAsync(Grant, Id, Secret, Scope);
        var json = await TenantFixture.JsonAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
        Assert.Equal(3600, json.GetProperty("expires_in").GetInt32());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Issues_a_token_for_an_audience_in_place_of_a_scope()
    {
        using var answer = await tenant.AskForTokenAsync(Grant, Id, Secret, ("audience", Resource.Backend.Identifier));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(RegisteredClientSecret.Right, HttpStatusCode.OK)]
    [InlineData(RegisteredClientSecret.Wrong, HttpStatusCode.Unauthorized)]
    public async Task Takes_the_client_secret_in_a_Basic_header(string secret, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenEndpoint.Of(tenant.Tenant.Address))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", Resource.Graph.DefaultScope)]),
        };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegisteredClients.App.Id}:{Uri.EscapeDataString(secret)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var answer = await tenant.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Basic"));
    }

    [Fact]
    public async Task Refuses_what_is_not_a_client_credentials_request()
    {
        await RefusesAsync(HttpStatusCode.BadRequest, "invalid_request", Id, Secret, Scope);
        await RefusesAsync(HttpStatusCode.BadRequest, "unsupported_grant_type", ("grant_type", "password"), Id, Secret, Scope);
        await RefusesAsync(HttpStatusCode.BadRequest, "invalid_request", Grant, Id, Secret);
        await RefusesAsync(HttpStatusCode.BadRequest, "invalid_request", Grant, Id, Id, Secret, Scope);
        await RefusesAsync(HttpStatusCode.BadRequest, "invalid_scope", Grant, Id, Secret, ("scope", "https://elsewhere.example/.default"));
        await RefusesAsync(HttpStatusCode.Unauthorized, "invalid_client", Grant, Id, ("client_secret", "wrong"), Scope);
        await RefusesAsync(HttpStatusCode.Unauthorized, "invalid_client", Grant, ("client_id", "nobody"), Secret, Scope);
    }

    [Fact]
    public async Task Knows_only_its_own_tenant()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", Id.Item2), new("client_secret", Secret.Item2), new("scope", Scope.Item2)]);
        using var answer = await tenant.Http.PostAsync(new Uri(tenant.Tenant.Address, "somebody-else/oauth2/v2.0/token"), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_body_that_is_no_form()
    {
        using var answer = await tenant.Http.PostAsync(TokenEndpoint.Of(tenant.Tenant.Address), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task RefusesAsync(HttpStatusCode status, string code, params (string Name, string Value)[] form)
    {
        using var answer = await tenant.AskForTokenAsync(form);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await TenantFixture.JsonAsync(answer)).GetProperty("error").GetString());
    }

    private static class RegisteredClientSecret
    {
        public const string Right = "local-development-only";
        public const string Wrong = "local-development-onlY";
    }
}
