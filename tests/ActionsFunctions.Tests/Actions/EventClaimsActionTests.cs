using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions;

public sealed class EventClaimsActionTests
{
    private static readonly (string, string)[] Organization = [("Claims:0:Path", "/organization/id"), ("Claims:0:Name", "https://contoso.example/org")];
    private static readonly (string, string)[] Email = [("Claims:0:Path", "/user/email"), ("Claims:0:Name", "https://contoso.example/email")];

    [Fact]
    public async Task Each_value_becomes_its_claim_in_the_tokens_named()
    {
        var action = Action([.. Organization, ("Claims:1:Path", "/authorization/roles"), ("Claims:1:Name", "https://contoso.example/roles"), ("Claims:1:Tokens", "access")]);

        var answer = await action.RunAsync(Login.Any().WithOrganization("org_1", "one").WithRoles("a", "b"));

        answer.ShouldSayOnly(
            """idToken.setCustomClaim("https://contoso.example/org", "org_1")""",
            """accessToken.setCustomClaim("https://contoso.example/org", "org_1")""",
            """accessToken.setCustomClaim("https://contoso.example/roles", ["a","b"])""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"organization":null}""")]
    [InlineData("""{"organization":{"id":null}}""")]
    public async Task A_value_that_the_login_lacks_gives_no_claim(string login) =>
        (await Action(Organization).RunAsync(Login.Of(login))).ShouldSayNothing();

    [Fact]
    public void Without_a_user_it_does_not_apply_where_every_path_is_below_the_user()
    {
        Assert.False(Action(Email).AppliesTo(Login.Any().WithoutUser()));
        Assert.True(Action(Email).AppliesTo(Login.Any().Without("/user/email")));
        Assert.True(Action([.. Email, ("Claims:1:Path", "/organization/id"), ("Claims:1:Name", "x")]).AppliesTo(Login.Any().WithoutUser()));
    }

    [Fact]
    public void RequireAuthorization_leaves_out_logins_without_it()
    {
        var action = Action([.. Organization, ("RequireAuthorization", "true")]);

        Assert.False(action.AppliesTo(Login.Any().Without("/authorization")));
        Assert.True(action.AppliesTo(Login.Any().WithJson("/authorization", "{}")));
    }

    [Fact]
    public void No_two_sets_of_values_read_the_same()
    {
        var action = Action([.. Organization, ("Claims:1:Path", "/organization/name"), ("Claims:1:Name", "x")]);

        Assert.Equal("""["a,b",null]""", action.Reads(Login.Any().WithJson("/organization", """{"id":"a,b"}""")));
        Assert.Equal("""["a","b"]""", action.Reads(Login.Any().WithOrganization("a", "b")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var faults = Action([("Claims:0:Path", "organization"), ("Claims:1:Nmae", "x"), ("RequireAuthorization", "yes")]).FaultKeys;

        Assert.Equal(
            ["Settings:Claims:0:Path", "Settings:Claims:0:Name", "Settings:Claims:1:Path", "Settings:Claims:1:Name", "Settings:Claims:1:Nmae", "Settings:RequireAuthorization"],
            faults);
        Assert.Contains("Settings:Claims: is required", Action([]).Faults.Single(), StringComparison.Ordinal);
    }

    private static ActionSimulation Action((string, string)[] settings) => Simulate.Action("event-claims").With(settings);
}
