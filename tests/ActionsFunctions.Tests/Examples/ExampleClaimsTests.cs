namespace ActionsFunctions.Tests.Examples;

public sealed class ExampleClaimsTests
{
    private static readonly Example GroupsByGraph = new("a-groups-by-graph");
    private static readonly Example GroupsByManagementApi = new("a-groups-by-management-api");
    private static readonly Example BackendProfile = new("b-backend-profile");
    private static readonly Example Premium = new("e-premium");

    [Fact]
    public async Task A_groups_by_Graph_are_one_claim_of_the_id_token() =>
        Assert.Equal(new("""https://contoso.example/groups ["All Staff","Engineering","Finance"]""", "", "succeeded"), await GroupsByGraph.PlayAsync());

    [Fact]
    public async Task A_groups_by_a_management_api_are_one_claim_of_the_id_token() =>
        Assert.Equal(new("""https://contoso.example/groups ["Finance","Engineering","All Staff"]""", "", "succeeded"), await GroupsByManagementApi.PlayAsync());

    [Theory]
    [InlineData("bob")]
    [InlineData("nobody")]
    public async Task A_no_groups_and_an_unknown_user_give_no_claim_either_way(string name)
    {
        Assert.Equal(ExampleLogin.WithoutClaims, await GroupsByGraph.PlayAsync(login => login.OfUser(name)));
        Assert.Equal(ExampleLogin.WithoutClaims, await GroupsByManagementApi.PlayAsync(login => login.OfUser(name)));
    }

    [Fact]
    public async Task B_the_backends_answer_is_a_claim_of_both_tokens()
    {
        const string info = """http://test.org/extra_info {"customerId":"C-1001","tier":"gold","status":"active"}""";
        Assert.Equal(new(info, info, "succeeded"), await BackendProfile.PlayAsync());
    }

    [Theory]
    [InlineData("noa")]
    [InlineData("nobody")]
    public async Task B_a_user_whom_the_backend_does_not_know_gets_no_claim(string name) =>
        Assert.Equal(ExampleLogin.WithoutClaims, await BackendProfile.PlayAsync(login => login.OfUser(name)));

    [Fact]
    public async Task B_a_user_without_an_email_is_not_asked_for() =>
        Assert.Equal(ExampleLogin.Skipped, await BackendProfile.PlayAsync(login => login["user"]!.AsObject().Remove("email")));

    [Fact]
    public async Task E_premium_is_true_on_both_tokens() =>
        Assert.Equal(new("premium true", "premium true", "succeeded"), await Premium.PlayAsync());

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"roles":[]}""")]
    [InlineData("""{"roles":["beta","Premium","premium-trial"]}""")]
    public async Task E_without_the_role_there_is_no_claim(string metadata) =>
        Assert.Equal(ExampleLogin.WithoutClaims, await Premium.PlayAsync(login => login["user"]!["app_metadata"] = System.Text.Json.Nodes.JsonNode.Parse(metadata)));
}
