using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Testing;

public sealed class SimulatedLoginTests
{
    private const string Premium = """{"PostLogin":{"Actions":[{"Name":"premium-flag","Settings":{"Claim":"premium"}}]}}""";
    private const string Mine = """{"PostLogin":{"Actions":[{"Name":"mine"}]}}""";
    private static readonly Login Paying = Login.Any().WithAppMetadata("roles", ["premium"]);

    public static TheoryData<string> Providers => [.. ProviderSimulators.All.Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Any_login_goes_through_every_provider(string provider)
    {
        await using var flow = await Simulate.Flow(Mine).Knowing(Says((login, api) => api.SetCustomClaim(Tokens.Both, "mine", login.User?.UserId))).Through(provider)
            .At(new ManualTimeProvider()).StartAsync();

        for (var seed = 0; seed < 20; seed++)
            (await flow.RunAsync(Login.Any(seed))).ShouldIssueTokens().ShouldEnd("mine", ActionOutcome.Succeeded);
    }

    [Fact]
    public async Task Both_tokens_are_those_that_the_provider_issues()
    {
        (await Simulate.Flow(Premium).RunAsync(Paying))
            .ShouldIssueTokens().IdToken.ShouldHave("premium", true).AccessToken.ShouldHave("premium", true).ShouldReportNothing();
        (await Simulate.Flow(Premium).Through("zitadel").RunAsync(Login.Any().WithAppMetadata("roles", ["basic"])))
            .ShouldIssueTokens().IdToken.ShouldNotHave("premium").AccessToken.ShouldNotHave("premium");
    }

    [Fact]
    public async Task What_a_provider_cannot_carry_is_reported() =>
        (await Simulate.Flow(Mine).Through("entra").At(new ManualTimeProvider()).Knowing(Says((_, api) => api.IdToken.SetCustomClaim("mine", System.Text.Json.JsonElement.Parse("{}")))).RunAsync(Login.Any()))
            .ShouldIssueTokens().ShouldReport("claim-dropped", "mine").IdToken.ShouldNotHave("mine");

    [Fact]
    public async Task A_denial_is_the_provider_s_denial()
    {
        var run = await Simulate.Flow(Mine).Knowing(Says((_, api) => api.Access.Deny("blocked"))).RunAsync(Login.Any());

        run.ShouldBeDenied().ShouldBeDenied("blocked").ShouldEnd("mine", ActionOutcome.Denied);
        Assert.Throws<ExpectationException>(() => run.ShouldBeDenied("other"));
        Assert.Throws<ExpectationException>(run.ShouldIssueTokens);
    }

    [Fact]
    public async Task An_answer_after_the_provider_s_deadline_is_none()
    {
        var clock = new ClockWithoutAlarms();
        var slow = Says((_, _) => clock.Later(TimeSpan.FromMinutes(1)));

        (await Simulate.Flow(Mine).Knowing(slow).At(clock).RunAsync(Login.Any())).ShouldBeRejected();
    }

    [Fact]
    public async Task Graph_is_played_by_the_test()
    {
        await using var graph = await UpstreamStub.StartWithTokensAsync(_ => StubAnswer.Ok("""{"value":[{"id":"1","displayName":"Finance"}]}"""));

        var run = await Simulate.Flow("""{"PostLogin":{"Actions":[{"Name":"graph-groups","Settings":{"Claim":"teams"}}]}}""").Calling(graph).RunAsync(Login.Any());

        run.ShouldIssueTokens().IdToken.ShouldHave("teams", ["Finance"]);
        Assert.Equal("Bearer t1", Assert.Single(graph.Calls).Header("Authorization"));
    }

    [Fact]
    public async Task Mistakes_in_the_flow_are_those_of_a_start() =>
        Assert.Equal("PostLogin:Actions:0:Timeout", Assert.Single((await Assert.ThrowsAsync<InvalidSettingsException>(
            () => Simulate.Flow(Premium).With("PostLogin:Actions:0:Timeout", "5").RunAsync(Login.Any()))).Faults).Key);

    [Fact]
    public async Task Every_sentence_that_is_not_so_fails_the_test_and_tells_the_login()
    {
        var run = await Simulate.Flow(Premium).RunAsync(Login.Any(3).WithAppMetadata("roles", "premium"));
        Action[] wrong =
        [
            () => run.ShouldBeDenied(), () => run.ShouldBeRejected(), () => run.ShouldEnd("premium-flag", ActionOutcome.Skipped), () => run.ShouldEnd("nobody", ActionOutcome.Succeeded),
            () => run.ShouldReport("claim-dropped"), () => run.IdToken.ShouldHave("premium", false), () => run.AccessToken.ShouldHave("other", true), () => run.IdToken.ShouldNotHave("premium"),
        ];

        Assert.All(wrong, sentence => Assert.Contains("Login.Any(3L)", Assert.Throws<ExpectationException>(sentence).Message, StringComparison.Ordinal));
    }

    private static ActionType Says(Action<PostLoginEvent, PostLoginApi> execute) => new("mine", _ => InlineAction.Of(execute));

    /// <summary>A clock whose timers never fire: nobody is stopped when time is over, as on a machine that stood still.</summary>
    private sealed class ClockWithoutAlarms : TimeProvider
    {
        private readonly ManualTimeProvider time = new();

        public override long TimestampFrequency => time.TimestampFrequency;

        public void Later(TimeSpan by) => time.Advance(by);

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
