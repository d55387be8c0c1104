using System.Net;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class BackendTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    [Theory]
    [InlineData("ada", """{"customerId":"C-1001","tier":"gold","status":"active"}""")]
    [InlineData("eve", """{"customerId":"C-1005","tier":"standard","status":"blocked","statusReason":"Invoice C-1005/7 is overdue."}""")]
    public async Task Gives_the_profile_of_a_customer(string name, string expected)
    {
        using var answer = await AskAsync(name, Resource.Backend);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Does_not_know_noa()
    {
        using var answer = await AskAsync("noa", Resource.Backend);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_token_that_is_for_Graph()
    {
        using var answer = await AskAsync("ada", Resource.Graph);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Has_a_message_for_everybody()
    {
        using var answer = await tenant.Http.GetAsync(new Uri(tenant.Tenant.Address, "api/public/message"));
        Assert.NotEmpty((await TenantFixture.JsonAsync(answer)).GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Answers_404_to_anything_else()
    {
        using var answer = await tenant.Http.GetAsync(new Uri(tenant.Tenant.Address, "nothing/here"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string name, Resource resource) =>
        await tenant.SendAsync(HttpMethod.Get, $"users/by-email/{name}%40contoso.example", await tenant.TokenAsync(RegisteredClients.App, resource));
}
