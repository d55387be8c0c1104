using ActionsFunctions.Model;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Actions;

public sealed class PremiumFlagActionTests
{
    private const string Premium = """{"user":{"user_id":"a","app_metadata":{"roles":["basic","premium"]}}}""";

    [Theory]
    [InlineData(Premium)]
    [InlineData("""{"user":{"app_metadata":{"roles":"premium"}}}""")]
    public async Task A_user_with_the_role_gets_the_claim_in_both_tokens(string login)
    {
        var answer = await Action().RunAsync(login);

        Assert.Null(answer.Failure);
        Assert.Equal(
            ["""idToken.setCustomClaim("https://actions.example/premium", true)""", """accessToken.setCustomClaim("https://actions.example/premium", true)"""],
            answer.Commands);
    }

    [Theory]
    [InlineData("""{"user":{}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":[]}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":["Premium","premium-trial",7,null,{"a":"premium"},["premium"]]}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":{"premium":true}}}}""")]
    [InlineData("""{"user":{"app_metadata":{"roles":"not premium"}}}""")]
    [InlineData("""{"user":{"user_metadata":{"roles":["premium"]}}}""")]
    public async Task A_user_without_the_role_gets_no_claim(string login) => Assert.Empty((await Action().RunAsync(login)).Commands);

    [Fact]
    public async Task Path_role_claim_and_token_are_settings()
    {
        var action = Action(("Path", "/authorization/roles"), ("Role", "gold"), ("Claim", "https://contoso.example/gold"), ("Tokens", "access"));

        var answer = await action.RunAsync("""{"authorization":{"roles":["gold"]}}""");

        Assert.Empty(action.Faults);
        Assert.Equal(["""accessToken.setCustomClaim("https://contoso.example/gold", true)"""], answer.Commands);
        Assert.Equal(("https://contoso.example/gold", Tokens.Access), (action.Claims.Single().Name, action.Claims.Single().Tokens));
    }

    [Fact]
    public void Without_a_user_it_applies_only_where_its_path_needs_none()
    {
        Assert.False(Action().AppliesTo("""{"authorization":{"roles":[]}}"""));
        Assert.True(Action().AppliesTo(Premium));
        Assert.True(Action(("Path", "/authorization/roles")).AppliesTo("{}"));
    }

    [Fact]
    public void The_answer_depends_on_the_roles_alone()
    {
        Assert.Equal("""["basic","premium"]""", Action().Reads(Premium));
        Assert.Equal("null", Action().Reads("""{"user":{"email":"ada@contoso.example"}}"""));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        var faults = Action(("Path", "user.roles"), ("Tokens", "neither"), ("Rôle", "x")).FaultKeys;

        Assert.Equal(["Settings:Path", "Settings:Tokens", "Settings:Rôle"], faults);
    }

    private static ActionUnderTest Action(params (string, string)[] settings) => new("premium-flag", NoUpstreams.Create(), settings);
}
