using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>A flow that an action suspends, and its resumption at that action: the neutral exchange, and providers that cannot do it.</summary>
public sealed class ContinuationTests
{
    private const string Login = """{"user":{"user_id":"ada"},"transaction":{"id":"t"}}""";
    private static readonly ActionType First = new("first", _ => InlineAction.Of((_, api) => api.IdToken.SetCustomClaim("first", true)));
    private static readonly ActionType Last = new("last", _ => InlineAction.Of((_, api) => api.IdToken.SetCustomClaim("last", true)));

    private static readonly KeyValuePair<string, string?>[] Flow =
        [new("PostLogin:Actions:0:Name", "first"), new("PostLogin:Actions:1:Name", "consent"), new("PostLogin:Actions:2:Name", "last")];

    [Fact]
    public async Task A_redirect_ends_the_flow_after_its_action_and_the_answer_says_where_it_goes_on()
    {
        await using var app = App(new Consent());
        var (_, body) = await app.SendAsync(app.Login($$"""{"event":{{Login}}}"""));
        Assert.Equal(
            """
            {"transactionId":"t","decision":"continue",
            "commands":[{"method":"idToken.setCustomClaim","args":["first",true]},{"method":"redirect.sendUserTo","args":["https://consent.example/"]}],
            "claims":{"idToken":{"first":true},"accessToken":{}},
            "actions":[{"name":"first","type":"first","outcome":"succeeded","durationMs":0},{"name":"consent","type":"consent","outcome":"succeeded","durationMs":0},{"name":"last","type":"last","outcome":"skipped","durationMs":0}],
            "diagnostics":[],"continuation":{"action":"consent"}}
            """.ReplaceLineEndings(""),
            body);
    }

    [Fact]
    public async Task A_resumed_flow_goes_on_at_that_action_and_runs_the_later_ones()
    {
        await using var app = App(new Consent());
        var (_, body) = await app.SendAsync(app.Login($$$"""{"event":{{{Login}}},"continuation":{"action":"consent"}}"""));
        var answer = JsonElement.Parse(body);
        Assert.Equal("""{"consented":true,"last":true}""", answer.GetProperty("claims").GetProperty("idToken").GetRawText());
        Assert.Equal(["skipped", "succeeded", "succeeded"], answer.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("outcome").GetString()));
        Assert.False(answer.TryGetProperty("continuation", out _));
    }

    [Fact]
    public async Task What_ran_before_the_suspension_counts_as_done_for_those_that_require_it()
    {
        await using var app = App(new Consent(), ("PostLogin:Actions:2:After:0", "first"), ("PostLogin:Actions:2:RequireAfter", "true"));
        var (_, body) = await app.SendAsync(app.Login($$$"""{"event":{{{Login}}},"continuation":{"action":"consent"}}"""));
        Assert.Contains("\"last\":true", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_cannot_be_resumed_is_passed()
    {
        await using var app = App(InlineAction.Of((_, api) => api.Redirect.SendUserTo("https://consent.example/")));
        var (_, body) = await app.SendAsync(app.Login($$$"""{"event":{{{Login}}},"continuation":{"action":"consent"}}"""));
        Assert.Contains("\"claims\":{\"idToken\":{\"last\":true}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":"unknown"}""")]
    [InlineData("""{"action":1}""")]
    [InlineData("""{}""")]
    [InlineData("""["consent"]""")]
    public async Task A_continuation_at_no_action_of_the_flow_is_refused(string continuation)
    {
        await using var app = App(new Consent());
        Assert.Equal(400, (await app.SendAsync(app.Login($$"""{"event":{{Login}},"continuation":{{continuation}}}"""))).Status);
    }

    [Fact]
    public async Task A_denial_wins_over_a_redirect()
    {
        await using var app = App(InlineAction.Of((_, api) => api.Redirect.SendUserTo("https://consent.example/").Access.Deny("no")));
        var (_, body) = await app.SendAsync(app.Login($$"""{"event":{{Login}}}"""));
        Assert.Contains("\"decision\":\"deny\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("continuation", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_sends_the_user_elsewhere_is_not_kept()
    {
        var asked = 0;
        var consent = new InlineAction((_, api, _) =>
        {
            asked++;
            api.Redirect.SendUserTo("https://consent.example/");
            return Task.CompletedTask;
        })
        {
            ReadsOf = _ => "same",
        };
        await using var app = App(consent, ("PostLogin:Actions:1:FreshFor", "01:00:00"));
        await app.SendAsync(app.Login($$"""{"event":{{Login}}}"""));
        await app.SendAsync(app.Login($$"""{"event":{{Login}}}"""));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_single_action_is_resumed_as_well()
    {
        await using var app = App(new Consent());
        var (_, body) = await app.SendAsync(app.Post("/actions/consent", $$$"""{"event":{{{Login}}},"continuation":{"action":"any"}}"""));
        Assert.Contains("\"consented\":true", body, StringComparison.Ordinal);
    }

    private static TestApp App(IPostLoginAction consent, params (string Key, string Value)[] more) =>
        new([.. Flow, .. more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))], First, new("consent", _ => consent), Last);

    private sealed class Consent : IContinuePostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            api.Redirect.SendUserTo("https://consent.example/");
            return Task.CompletedTask;
        }

        public Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            api.IdToken.SetCustomClaim("consented", true);
            return Task.CompletedTask;
        }
    }
}
