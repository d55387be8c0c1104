using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions;

public sealed class LoginCounterActionTests
{
    private const string Count = "https://actions.example/logins_count";
    private const string First = "https://actions.example/first_login";

    [Fact]
    public async Task The_number_is_a_claim_and_the_first_login_is_marked()
    {
        (await Simulate.Action("login-counter").RunAsync(Of(1))).ShouldSetClaim(Count, 1).ShouldSetClaim(First, true);
        (await Simulate.Action("login-counter").RunAsync(Of(2))).ShouldSetClaim(Count, 2).ShouldNotSetClaim(First);
    }

    [Theory]
    [InlineData("")]
    [InlineData("both")]
    public async Task Both_claims_are_what_is_emitted_by_default(string emit) => (await Simulate.Action("login-counter").With("Emit", emit).RunAsync(Of(1))).ShouldSayOnly(
        $"""idToken.setCustomClaim("{Count}", 1)""", $"""accessToken.setCustomClaim("{Count}", 1)""",
        $"""idToken.setCustomClaim("{First}", true)""", $"""accessToken.setCustomClaim("{First}", true)""");

    [Fact]
    public async Task A_refresh_of_tokens_is_no_first_login()
    {
        var refresh = Of(1).With("/transaction/protocol", "oauth2-refresh-token");
        (await Simulate.Action("login-counter").RunAsync(refresh)).ShouldSetClaim(Count, 1).ShouldNotSetClaim(First);
        Assert.NotEqual(Simulate.Action("login-counter").Reads(refresh), Simulate.Action("login-counter").Reads(Of(1)));
    }

    [Fact]
    public async Task What_is_emitted_is_a_setting()
    {
        (await Simulate.Action("login-counter").With(("Emit", "count"), ("Claim", "n"), ("Tokens", "id")).RunAsync(Of(1))).ShouldSayOnly("""idToken.setCustomClaim("n", 1)""");
        (await Simulate.Action("login-counter").With(("Emit", "first-login"), ("FirstLoginClaim", "new"), ("Tokens", "access")).RunAsync(Of(1))).ShouldSayOnly("""accessToken.setCustomClaim("new", true)""");
    }

    [Fact]
    public void Where_nobody_counts_it_does_not_run()
    {
        Assert.False(Simulate.Action("login-counter").AppliesTo(Of(1).Without("/stats")));
        Assert.False(Simulate.Action("login-counter").AppliesTo(Of(1).With("/stats/logins_count", "many")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        Assert.Equal(["Settings:Emit", "Settings:Tokens", "Settings:Name"], Simulate.Action("login-counter").With(("Emit", "all"), ("Tokens", "x"), ("Name", "x")).FaultKeys);
        Assert.Equal(["Settings:FirstLoginClaim"], Simulate.Action("login-counter").With(("Emit", "count"), ("FirstLoginClaim", "x")).FaultKeys);
    }

    private static Login Of(long count) => Login.Any().With("/stats/logins_count", count).With("/transaction/protocol", "oidc-basic-profile");
}
