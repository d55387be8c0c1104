using System.Net;
using System.Text.Json;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class ManagementTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    [Theory]
    [InlineData("ada", """{"groups":["Finance","Engineering","All Staff"]}""")]
    [InlineData("bob", """{"groups":[]}""")]
    public async Task Gives_the_groups_of_a_user_nested_ones_included(string name, string expected)
    {
        using var answer = await AskAsync(name, Resource.Management);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("tom", "org_contosoretail org_contosowholesale")]
    [InlineData("bob", "")]
    public async Task Gives_the_organizations_of_a_user_as_a_page_with_totals(string name, string expected)
    {
        using var answer = await tenant.SendAsync(
            HttpMethod.Get, $"api/v2/users/auth0%7C{name}/organizations?include_totals=true&per_page=100", await tenant.TokenAsync(RegisteredClients.App, Resource.Management));
        var page = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var ids = page.GetProperty("organizations").EnumerateArray().Select(organization => organization.GetProperty("id").GetString()).ToList();
        Assert.Equal((expected, ids.Count), (string.Join(' ', ids), page.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Does_not_know_others()
    {
        using var answer = await AskAsync("nobody", Resource.Management);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_token_that_is_for_the_backend()
    {
        using var answer = await AskAsync("ada", Resource.Backend);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Its_token_is_issued_for_its_audience_at_a_path_without_a_tenant_too()
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", RegisteredClients.App.Id), new("client_secret", RegisteredClients.App.Secret),
            new("audience", Resource.Management.Identifier),
        ]);
        using var issued = await tenant.Http.PostAsync(new Uri(tenant.Tenant.Address, "oauth/token"), form);
        var token = (await TenantFixture.JsonAsync(issued)).GetProperty("access_token").GetString();
        using var answer = await tenant.SendAsync(HttpMethod.Get, "management/users/auth0%7Cada/groups", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string name, Resource resource) =>
        await tenant.SendAsync(HttpMethod.Get, $"management/users/auth0%7C{name}/groups", await tenant.TokenAsync(RegisteredClients.App, resource));
}
