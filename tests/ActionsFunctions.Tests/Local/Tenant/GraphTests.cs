using System.Net;
using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class GraphTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    private const string Cast = "/transitiveMemberOf/microsoft.graph.group?$count=true&$select=id,displayName";

    [Theory]
    [InlineData("ada", 3)]
    [InlineData("bob", 0)]
    [InlineData("mia", 250)]
    public async Task Gives_the_ids_of_direct_and_nested_groups(string name, int expected)
    {
        var groups = await ValuesAsync(await PostAsync(name, "getMemberGroups", """{"securityEnabledOnly":false}"""));
        Assert.Equal(expected, groups.Select(group => group.GetGuid()).Distinct().Count());
    }

    [Fact]
    public async Task Names_adas_groups()
    {
        var groups = await ValuesAsync(await GetAsync("ada", Cast, eventual: true));
        Assert.Equal("Finance, Engineering, All Staff", string.Join(", ", groups.Select(group => group.GetProperty("displayName").GetString())));
    }

    [Fact]
    public async Task Leaves_distribution_lists_out_where_only_security_groups_are_wanted()
    {
        var all = await ValuesAsync(await PostAsync("tom", "getMemberGroups", """{"securityEnabledOnly":false}"""));
        var secure = await ValuesAsync(await PostAsync("tom", "getMemberGroups", """{"securityEnabledOnly":true}"""));
        Assert.Equal(all.Count - 1, secure.Count);
    }

    [Fact]
    public async Task Checks_which_of_some_groups_a_person_is_in()
    {
        var inside = StaffDirectory.Find("ada")!.Groups[0].MemberOf[0].Id;
        var found = await ValuesAsync(await PostAsync("ada", "checkMemberGroups", $$"""{"groupIds":["{{inside}}","{{Guid.Empty}}"]}"""));
        Assert.Equal([inside], found.Select(group => group.GetGuid()));
    }

    [Fact]
    public async Task Checks_no_more_than_20_groups_at_once()
    {
        var ids = string.Join(',', Enumerable.Repeat($"\"{Guid.Empty}\"", 21));
        await RefusesAsync(400, "Request_BadRequest", await PostAsync("ada", "checkMemberGroups", $$"""{"groupIds":[{{ids}}]}"""));
    }

    [Fact]
    public async Task Gives_memberships_page_by_page_with_an_absolute_link()
    {
        var names = new List<string?>();
        var pages = 0;
        for (string? next = $"v1.0/users/{Key("mia")}{Cast}&$top=120"; next is not null; pages++)
        {
            using var answer = await tenant.SendAsync(HttpMethod.Get, next, await TokenAsync(), eventual: true);
            var page = await TenantFixture.JsonAsync(answer);
            Assert.Equal(pages == 0, page.TryGetProperty("@odata.count", out _));
            names.AddRange(page.GetProperty("value").EnumerateArray().Select(group => group.GetProperty("displayName").GetString()));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            Assert.StartsWith(tenant.Tenant.Address.ToString(), next ?? tenant.Tenant.Address.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(3, pages);
        Assert.Equal(250, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Mixes_directory_roles_in_where_the_query_has_no_cast()
    {
        var members = await ValuesAsync(await GetAsync("ada", "/transitiveMemberOf"));
        Assert.Equal(4, members.Count);
        Assert.Single(members, member => member.GetProperty("@odata.type").GetString() == "#microsoft.graph.directoryRole");
    }

    [Theory]
    [InlineData(Cast, false)]
    [InlineData("/transitiveMemberOf/microsoft.graph.group", true)]
    [InlineData("/transitiveMemberOf?$count=true", false)]
    public async Task Demands_eventual_consistency_and_a_count_of_advanced_queries(string query, bool eventual) =>
        await RefusesAsync(400, "Request_UnsupportedQuery", await GetAsync("ada", query, eventual));

    [Theory]
    [InlineData("$top=1000")]
    [InlineData("$top=0")]
    [InlineData("$select=id,salary")]
    public async Task Refuses_queries_outside_its_limits(string query) =>
        await RefusesAsync(400, "Request_BadRequest", await GetAsync("ada", "/transitiveMemberOf?" + query));

    [Fact]
    public async Task Refuses_tokens_that_are_missing_foreign_or_over()
    {
        var forBackend = await tenant.TokenAsync(RegisteredClients.App, Resource.Backend);
        await RefusesAsync(401, "InvalidAuthenticationToken", await tenant.SendAsync(HttpMethod.Get, Path("ada") + "/transitiveMemberOf", token: null));
        await RefusesAsync(401, "InvalidAuthenticationToken", await tenant.SendAsync(HttpMethod.Get, Path("ada") + "/transitiveMemberOf", forBackend));
        var old = await TokenAsync();
        tenant.Clock.Advance(IssuedTokens.Lifetime);
        await RefusesAsync(401, "InvalidAuthenticationToken", await tenant.SendAsync(HttpMethod.Get, Path("ada") + "/transitiveMemberOf", old));
    }

    [Fact]
    public async Task Refuses_an_application_without_consent()
    {
        var token = await tenant.TokenAsync(RegisteredClients.WithoutConsent, Resource.Graph);
        await RefusesAsync(403, "Authorization_RequestDenied", await tenant.SendAsync(HttpMethod.Get, Path("ada") + "/transitiveMemberOf", token));
    }

    [Fact]
    public async Task Does_not_know_strangers() =>
        await RefusesAsync(404, "Request_ResourceNotFound", await GetAsync("zed", "/transitiveMemberOf"));

    [Fact]
    public async Task Knows_people_by_their_address_too()
    {
        using var answer = await tenant.SendAsync(HttpMethod.Get, "v1.0/users/ada@contoso.example/transitiveMemberOf", await TokenAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Key(string name) => Uri.EscapeDataString($"auth0|{name}");

    private static string Path(string name) => $"v1.0/users/{Key(name)}";

    private Task<string> TokenAsync() => tenant.TokenAsync(RegisteredClients.App, Resource.Graph);

    private async Task<HttpResponseMessage> GetAsync(string name, string query, bool eventual = false) =>
        await tenant.SendAsync(HttpMethod.Get, Path(name) + query, await TokenAsync(), eventual: eventual);

    private async Task<HttpResponseMessage> PostAsync(string name, string call, string json) =>
        await tenant.SendAsync(HttpMethod.Post, $"{Path(name)}/{call}", await TokenAsync(), json);

    private static async Task<List<JsonElement>> ValuesAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await TenantFixture.JsonAsync(answer)).GetProperty("value").EnumerateArray()];
    }

    private static async Task RefusesAsync(int status, string code, HttpResponseMessage answer)
    {
        var error = (await TenantFixture.JsonAsync(answer)).GetProperty("error");
        Assert.Equal((status, code), ((int)answer.StatusCode, error.GetProperty("code").GetString()));
        Assert.True(error.GetProperty("innerError").TryGetProperty("request-id", out _));
    }
}
