using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions;

public sealed class PremiumFlagActionTests
{
    private static readonly Login Premium = Login.Any().WithAppMetadata("roles", ["basic", "premium"]);

    [Theory]
    [InlineData("""["basic","premium"]""")]
    [InlineData("\"premium\"")]
    public async Task A_user_with_the_role_gets_the_claim_in_both_tokens(string roles)
    {
        var answer = await Action().RunAsync(Login.Any().WithJson("/user/app_metadata/roles", roles));

        answer.ShouldSucceed().ShouldSetClaim("https://actions.example/premium", true);
        Assert.Equal(2, answer.Commands.Count);
    }

    [Theory]
    [InlineData("""{"user":{}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":[]}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":["Premium","premium-trial",7,null,{"a":"premium"},["premium"]]}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":{"premium":true}}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":"not premium"}}}""")]
    [InlineData("""{"user":{"user_metadata":{"roles":["premium"]}}}""")]
    public async Task A_user_without_the_role_gets_no_claim(string login) => (await Action().RunAsync(Login.Of(login))).ShouldSayNothing();

    [Fact]
    public async Task Path_role_claim_and_token_are_settings()
    {
        var action = Action(("Path", "/authorization/roles"), ("Role", "gold"), ("Claim", "https://contoso.example/gold"), ("Tokens", "access"));

        var answer = await action.RunAsync(Login.Any().WithRoles("gold"));

        answer.ShouldSayOnly("""accessToken.setCustomClaim("https://contoso.example/gold", true)""");
        Assert.Equal(("https://contoso.example/gold", Tokens.Access), (action.Claims.Single().Name, action.Claims.Single().Tokens));
    }

    [Fact]
    public void Without_a_user_it_applies_only_where_its_path_needs_none()
    {
        Assert.False(Action().AppliesTo(Login.Any().WithoutUser()));
        Assert.True(Action().AppliesTo(Premium));
        Assert.True(Action(("Path", "/authorization/roles")).AppliesTo(Login.Any().WithoutUser()));
    }

    [Fact]
    public void The_answer_depends_on_the_roles_alone()
    {
        Assert.Equal("""["basic","premium"]""", Action().Reads(Premium));
        Assert.Equal("null", Action().Reads(Login.Any().Without("/user/app_metadata")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var faults = Action(("Path", "user.roles"), ("Tokens", "neither"), ("Rôle", "x")).FaultKeys;

        Assert.Equal(["Settings:Path", "Settings:Tokens", "Settings:Rôle"], faults);
    }

    private static ActionSimulation Action(params (string, string)[] settings) => Simulate.Action("premium-flag").With(settings);
}
