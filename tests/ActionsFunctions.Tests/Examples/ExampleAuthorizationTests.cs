namespace ActionsFunctions.Tests.Examples;

/// <summary>The two examples that are for logins with <c>event.authorization</c> only.</summary>
public sealed class ExampleAuthorizationTests
{
    private const string Roles = """
        https://contoso.example/roles ["order-approver","report-reader"]
        https://contoso.example/organization_id "org_contosoretail"
        https://contoso.example/metadata/role "manager"
        https://contoso.example/metadata/organization_id "org_contosoretail"
        """;

    private const string Message = """https://contoso.example/message "Hello from the public API." """;
    private static readonly Example RolesAndOrganization = new("c-roles-and-organization");
    private static readonly Example PublicMessage = new("d-public-message");

    [Fact]
    public async Task C_roles_organization_and_metadata_are_claims_of_the_access_token() =>
        Assert.Equal(new("", Roles.ReplaceLineEndings("\n"), "succeeded"), await RolesAndOrganization.PlayAsync());

    [Fact]
    public async Task C_a_password_grant_gets_them_too() =>
        Assert.Equal(new("", Roles.ReplaceLineEndings("\n"), "succeeded"), await RolesAndOrganization.PlayAsync(LoginChanges.ByPassword));

    [Fact]
    public async Task C_what_the_login_lacks_gives_no_claim()
    {
        var played = await RolesAndOrganization.PlayAsync(login =>
        {
            login.Remove("organization");
            login["user"]!["app_metadata"]!.AsObject().Remove("role");
        });
        Assert.Equal("https://contoso.example/roles [\"order-approver\",\"report-reader\"]\nhttps://contoso.example/metadata/organization_id \"org_contosoretail\"", played.AccessToken);
    }

    [Fact]
    public async Task D_the_message_is_a_claim_of_the_id_token() =>
        Assert.Equal(new(Message.TrimEnd(), "", "succeeded"), await PublicMessage.PlayAsync());

    [Fact]
    public async Task C_and_d_a_login_without_authorization_gets_no_claim()
    {
        Assert.Equal(ExampleLogin.Skipped, await RolesAndOrganization.PlayAsync(login => login.Remove("authorization")));
        Assert.Equal(ExampleLogin.Skipped, await PublicMessage.PlayAsync(login => login.Remove("authorization")));
    }

    [Fact]
    public async Task C_and_d_a_refresh_without_authorization_gets_no_claim()
    {
        Assert.Equal(ExampleLogin.Skipped, await RolesAndOrganization.PlayAsync(LoginChanges.ByRefresh));
        Assert.Equal(ExampleLogin.Skipped, await PublicMessage.PlayAsync(LoginChanges.ByRefresh));
    }

    [Fact]
    public async Task D_a_password_grant_without_authorization_gets_no_claim() =>
        Assert.Equal(ExampleLogin.Skipped, await PublicMessage.PlayAsync(login =>
        {
            login.ByPassword();
            login.Remove("authorization");
        }));
}
