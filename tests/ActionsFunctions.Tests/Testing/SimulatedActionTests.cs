using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Testing;

public sealed class SimulatedActionTests
{
    [Fact]
    public async Task What_an_action_says_can_be_asserted_in_sentences()
    {
        var run = await Run((_, api) => api.SetCustomClaim(Tokens.Both, "tier", "gold").User.SetAppMetadata("seen", 7));

        run.ShouldSucceed()
            .ShouldSetClaim("tier", "gold")
            .ShouldNotSetClaim("other")
            .ShouldSay("user.setAppMetadata", "seen", 7)
            .ShouldSayOnly("""idToken.setCustomClaim("tier", "gold")""", """accessToken.setCustomClaim("tier", "gold")""", """user.setAppMetadata("seen", 7)""");
    }

    [Fact]
    public async Task Every_sentence_that_is_not_so_fails_the_test()
    {
        var said = await Run((_, api) => api.IdToken.SetCustomClaim("tier", "gold"));
        var silent = await Run((_, _) => { });
        Action[] wrong =
        [
            () => said.ShouldSetClaim("tier", "gold"), () => said.ShouldSetClaim("tier", "silver", Tokens.Id), () => said.ShouldNotSetClaim("tier"),
            () => said.ShouldSayNothing(), () => said.ShouldSay("idToken.setCustomClaim", "tier"), () => said.ShouldSayOnly(), () => said.ShouldBeSkipped(),
            () => said.ShouldFail("exception"), () => said.ShouldDeny(""), () => said.ShouldTimeOut(), () => silent.ShouldSetClaim("tier", ClaimValue.Null, Tokens.Access),
        ];

        Assert.All(wrong, sentence => Assert.Throws<ExpectationException>(sentence));
        said.ShouldSetClaim("tier", "gold", Tokens.Id);
        silent.ShouldSayNothing();
    }

    [Fact]
    public async Task A_failed_sentence_tells_what_was_expected_what_was_said_and_how_to_make_the_login_again()
    {
        var run = await Simulate.Action(Of((_, api) => api.IdToken.SetCustomClaim("tier", "gold"))).RunAsync(Login.Any(42));

        Assert.Equal(
            "Expected idToken.setCustomClaim(\"tier\", \"silver\").\nThe action succeeded and said:\n  idToken.setCustomClaim(\"tier\", \"gold\")\nLogin: Login.Any(42L)",
            Assert.Throws<ExpectationException>(() => run.ShouldSetClaim("tier", "silver")).Message);
    }

    [Fact]
    public async Task An_exception_is_a_failure_and_can_be_read()
    {
        var run = await Run((_, _) => throw new InvalidOperationException("mine"));

        run.ShouldFail("exception");
        Assert.Equal("mine", run.Exception?.Message);
        Assert.Equal("mine", Assert.Throws<ExpectationException>(run.ShouldSucceed).InnerException?.Message);
    }

    [Fact]
    public async Task Failures_denials_and_logins_that_it_is_not_for_are_told_apart()
    {
        (await Run((_, api) => api.Fail("out-of-order"))).ShouldFail("out-of-order").ShouldSayOnly();
        (await Run((_, api) => api.Access.Deny("blocked"))).ShouldDeny("blocked");
        (await Simulate.Action(new ActionType("mine", _ => new InlineAction((_, _, _) => Task.CompletedTask) { Applies = login => login.User is not null }))
            .RunAsync(Login.Any().WithoutUser())).ShouldBeSkipped();
    }

    [Fact]
    public async Task An_action_that_outlives_its_time_is_given_up_by_the_clock_of_the_test()
    {
        var clock = new ManualTimeProvider();
        var never = new ActionType("mine", _ => new InlineAction((_, _, _) => new TaskCompletionSource().Task));
        var run = Simulate.Action(never).At(clock).Within(TimeSpan.FromSeconds(2)).RunAsync(Login.Any());
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(2));

        (await run).ShouldTimeOut();
    }

    [Fact]
    public async Task Secrets_and_settings_are_those_of_a_flow_entry()
    {
        var looks = new ActionType("mine", settings =>
        {
            var claim = settings.ClaimName("Claim", null, Tokens.Id);
            settings.Reader.RejectUnknown();
            return InlineAction.Of((login, api) => api.IdToken.SetCustomClaim(claim, login.Secrets["KEY"]));
        });

        (await Simulate.Action(looks).With("Claim", "mine").WithSecret("KEY", "value").RunAsync(Login.Any())).ShouldSetClaim("mine", "value", Tokens.Id);
        Assert.Equal(["Settings:Claim: is required", "Settings:Clam: is not a setting; known here: Claim"], Simulate.Action(looks).With("Clam", "mine").Faults);
        await Assert.ThrowsAsync<InvalidSettingsException>(() => Simulate.Action(looks).RunAsync(Login.Any()));
    }

    [Fact]
    public async Task A_resumed_login_goes_on_where_it_was_sent_away()
    {
        var gate = new ActionType("gate", _ => new Gate());

        (await Simulate.Action(gate).RunAsync(Login.Any())).ShouldSetClaim("step", "first", Tokens.Id);
        (await Simulate.Action(gate).Resumed().RunAsync(Login.Any())).ShouldSetClaim("step", "second", Tokens.Id);
    }

    [Fact]
    public void An_action_that_does_not_exist_is_named_with_those_that_do() =>
        Assert.Contains("premium-flag", Assert.Throws<ArgumentException>(() => Simulate.Action("premium")).Message, StringComparison.Ordinal);

    private static Task<SimulatedAction> Run(Action<PostLoginEvent, PostLoginApi> execute) => Simulate.Action(Of(execute)).RunAsync(Login.Any());

    private static ActionType Of(Action<PostLoginEvent, PostLoginApi> execute) => new("mine", _ => InlineAction.Of(execute));

    private sealed class Gate : IContinuePostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => Say(api, "first");

        public Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => Say(api, "second");

        private static Task Say(PostLoginApi api, string step)
        {
            api.IdToken.SetCustomClaim("step", step);
            return Task.CompletedTask;
        }
    }
}
