using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions;

public sealed class LoginCountActionTests
{
    private const string Claim = "https://actions.example/login-count";

    [Fact]
    public async Task The_number_of_logins_is_in_both_tokens() =>
        (await Simulate.Action("login-count").RunAsync(Login.Any().With("/stats/logins_count", 7))).ShouldSucceed().ShouldSetClaim(Claim, 7);

    [Fact]
    public async Task Users_with_fewer_logins_than_asked_for_get_no_claim() =>
        (await Simulate.Action("login-count").With("AtLeast", "10").RunAsync(Login.Any().With("/stats/logins_count", 9))).ShouldSayNothing();

    [Fact]
    public async Task A_login_that_does_not_tell_the_number_is_passed_over() =>
        (await Simulate.Action("login-count").RunAsync(Login.Any().Without("/stats"))).ShouldBeSkipped();

    [Fact]
    public async Task It_is_in_the_token_that_the_provider_issues() =>
        (await Simulate.Flow("""{"PostLogin":{"Actions":[{"Name":"login-count"}]}}""").RunAsync(Login.Any().With("/stats/logins_count", 7)))
            .ShouldIssueTokens().IdToken.ShouldHave(Claim, 7);

    [Fact]
    public void Every_mistake_in_the_settings_is_reported() => Assert.Equal(
        ["Settings:AtLeast", "Settings:Tokens", "Settings:Clam"],
        Simulate.Action("login-count").With(("AtLeast", "0"), ("Tokens", "neither"), ("Clam", "x")).FaultKeys);
}
