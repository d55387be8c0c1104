using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Actions that block a thread before they await anything: nobody waits for them longer than their time.</summary>
public sealed class StuckActionTests : IDisposable
{
    private const string Claim = "https://actions.example/good";
    private readonly ManualResetEventSlim release = new();
    private readonly TaskCompletionSource stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TheoryData<string> Routes => [.. ProviderTable.All.Select(provider => provider.Route)];

    public void Dispose() => release.Set();

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task One_that_blocks_before_its_first_await_costs_its_own_claims_only(string route)
    {
        var played = await PlayAsync(route, "continue");
        Assert.Equal(SimulatedOutcome.Issued, played.Verdict.Outcome);
        Assert.NotEmpty(played.Claim(ProviderTable.Of(route).NameInToken(Claim)));
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.TimedOut], played.Report!.Outcome.Actions.Select(action => action.Outcome));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task One_that_decides_access_and_blocks_lets_nobody_in(string route)
    {
        var played = await PlayAsync(route, "deny");
        Assert.Equal(SimulatedOutcome.Denied, played.Verdict.Outcome);
        Assert.Empty(played.Claim(ProviderTable.Of(route).NameInToken(Claim)));
    }

    [Theory]
    [InlineData("executing", true, "timed-out")]
    [InlineData("executing", false, "failed")]
    [InlineData("asked whether it applies", true, "timed-out")]
    [InlineData("asked whether it applies", false, "failed")]
    [InlineData("asked what it reads", true, "timed-out")]
    [InlineData("asked what it reads", false, "failed")]
    public async Task One_that_blocks_or_throws_at_any_question_has_an_outcome_of_its_own(string when, bool blocks, string outcome)
    {
        var bad = new InlineAction((_, _, _) => At("executing", Task.CompletedTask)) { Applies = _ => At("asked whether it applies", true), ReadsOf = _ => At("asked what it reads", "") };
        var good = InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Both, Claim, true));
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "good"), new("PostLogin:Actions:1:Name", "bad"), new("PostLogin:Actions:1:After:0", "good"), new("PostLogin:Actions:1:FreshFor", "00:10:00")],
            new ActionType("good", _ => good),
            new ActionType("bad", _ => bad));
        var sending = app.SendAsync(app.Login());
        if (blocks)
        {
            await stuck.Task;
            await app.Clock.WhenArmedAsync(1);
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        var (status, body) = await sending;
        var answer = JsonElement.Parse(body);
        Assert.Equal((200, "continue", outcome), (status, answer.GetProperty("decision").GetString(), answer.GetProperty("actions")[1].GetProperty("outcome").GetString()));
        Assert.True(answer.GetProperty("claims").GetProperty("idToken").GetProperty(Claim).GetBoolean());
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);

        T At<T>(string here, T answered)
        {
            if (here != when)
                return answered;
            if (!blocks)
                throw new InvalidOperationException("secret");
            Block();
            return answered;
        }
    }

    private void Block()
    {
        stuck.TrySetResult();
        release.Wait();
    }

    // The stuck one begins when the other has ended: the one timer that is then armed is its own.
    private async Task<PlayedLogin> PlayAsync(string route, string onFailure)
    {
        var flow = new ScriptedFlow().Then("good", static (_, api) => api.SetCustomClaim(Tokens.Both, Claim, "yes")).Then("stuck", (_, _) => Block(), onFailure);
        await using var server = new ProviderServer(ProviderTable.Of(route), flow);
        var playing = server.PlayAsync(server.Call(Auth0EventFixture.Json));
        await stuck.Task;
        await server.Clock.WhenArmedAsync(1);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        return await playing;
    }
}
