using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>The metrics of a login. Names of actions are unique here: other tests run meanwhile and are measured as well.</summary>
public sealed class MeasureTests
{
    private readonly string name = $"a{Guid.NewGuid():N}";

    [Fact]
    public async Task Outcomes_times_and_lost_claims_are_measured_in_seconds_under_names_of_the_configuration()
    {
        using var recorder = new Recorder();
        TestApp? app = null;
        var says = new ActionType(name, _ => InlineAction.Of((_, api) =>
        {
            app!.Clock.Advance(TimeSpan.FromMilliseconds(250));
            api.IdToken.SetCustomClaim("sub", "ada");
        }));
        await using (app = new TestApp([new("PostLogin:Actions:0:Name", name)], says))
            await app.SendAsync(app.Login());
        Assert.Equal((0.25, "s", "succeeded"), (Mine(recorder, "actions_functions.action.duration").Value, Mine(recorder, "actions_functions.action.duration").Instrument.Unit, Mine(recorder, "actions_functions.actions")["actions_functions.action.outcome"]));
        Assert.Equal(("claim-dropped", "auth0"), (Mine(recorder, "actions_functions.claims.lost")["actions_functions.diagnostic"], Mine(recorder, "actions_functions.claims.lost")["actions_functions.provider"]));
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.login.time_left" && item.Value == 4.75);
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.login.duration" && item.Value == 0.25 && item["actions_functions.decision"] == "continue");
    }

    [Fact]
    public async Task A_failure_is_counted_under_its_code_and_what_an_action_makes_up_under_other()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", name)], new ActionType(name, _ => InlineAction.Of((_, api) => api.Fail("ada-has-no-account"))));
        await app.SendAsync(app.Login());
        Assert.Equal("other", Mine(recorder, "actions_functions.actions")["error.type"]);
    }

    [Fact]
    public async Task Kept_answers_are_told_from_those_asked_for()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", name), new("PostLogin:Actions:0:FreshFor", "00:01:00")],
            new ActionType(name, _ => new InlineAction((_, _, _) => Task.CompletedTask) { ReadsOf = _ => "x" }));
        await app.SendAsync(app.Login());
        await app.SendAsync(app.Login());
        Assert.Equal(["Asked", "Kept"], recorder.Measured.Where(item => item.Instrument.Name == "actions_functions.cache.lookups" && item["actions_functions.action.name"] == name).Select(item => item["actions_functions.cache.result"]));
    }

    [Fact]
    public async Task Calls_tokens_and_refusals_are_counted()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new(404));
        using var clients = stub.Clients();
        await clients.Graph.SendAsync(new(HttpMethod.Get, clients.Graph.BaseUri), new(() => TimeSpan.FromSeconds(5)), CancellationToken.None);
        await using var app = new TestApp();
        await app.SendAsync(app.Post("/post-login/auth0", "{}", contentType: "text/plain"));
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.upstream.duration" && item["actions_functions.upstream"] == "graph" && item["error.type"] == "NotFound");
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.token.lookups" && item["actions_functions.token.result"] == "waited");
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.requests.refused" && item["error.type"] == "UnsupportedMediaType");
    }

    private Measured Mine(Recorder recorder, string instrument) =>
        Assert.Single(recorder.Measured, item => item.Instrument.Name == instrument && item["actions_functions.action.name"] == name);
}
