using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Recording;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Recording;

/// <summary>What a recording holds, whole, and how two outcomes differ.</summary>
public sealed class RecordedOutcomeTests
{
    private static readonly Pseudonyms Pseudonyms = Pseudonyms.Of("key");

    [Fact]
    public async Task A_recording_holds_the_redacted_login_the_redacted_answers_and_what_the_flow_makes_of_them()
    {
        var report = await ReportAsync(("first", api => api.SetCustomClaim(Tokens.Id, "https://app.example/n", 1)), ("second", _ => throw new InvalidOperationException()));
        var tape = new UpstreamTape(IsReplay: false);
        tape.Add(new("first", new("https://crm.example/p"), new(new("backend", UpstreamFault.None), 200, """{"id":"ada","next":"https://crm.example/2"}"""u8.ToArray(), null)));
        tape.Add(new("first", new("https://crm.example/p"), new(new("backend", UpstreamFault.Unavailable), 503, "<html>"u8.ToArray(), TimeSpan.FromSeconds(1))));
        tape.Add(new("second", new("https://crm.example/p"), UpstreamAnswer.Failed("backend", UpstreamFault.TimedOut)));
        var login = await RecordedLogin.OfAsync(report with { Tape = tape }, Pseudonyms, default);
        var written = new Redaction(Pseudonyms, report.Plan.Words).Of(report.Login.Event.Json).GetRawText();
        Assert.Equal(
            $$$$"""
            {"format":"actionsfunctions-login/1","provider":"auth0","flow":"{{{{report.Plan.Hash}}}}","event":{{{{written}}}},
            "upstream":[{"action":"first","status":200,"fault":"None","body":{"id":"{{{{Pseudonyms.For("ada")}}}}","{{{{Pseudonyms.For("next")}}}}":"https://recorded.invalid/{{{{Pseudonyms.For("https://crm.example/2")}}}}"}},
            {"action":"first","status":503,"fault":"Unavailable","body":null},{"action":"second","status":0,"fault":"TimedOut","body":null}],
            "outcome":{"decision":"continue","actions":["first succeeded","second failed"],"commands":["idToken.setCustomClaim(\"https://app.example/n\", 1)"]}}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(RecordedLoginFile.Write(login).Span).Replace("\\u0022", "\\\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_denial_is_recorded_with_the_action_and_its_reason()
    {
        var report = await ReportAsync(("first", api => api.Access.Deny("not today")));
        Assert.Equal(("deny first not today", "first denied", "access.deny(\"not today\")"), Text((await RecordedLogin.OfAsync(report, Pseudonyms, default)).Outcome));
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    public async Task No_more_than_256_answers_are_kept(int answers, int kept)
    {
        var tape = new UpstreamTape(IsReplay: false);
        for (var i = 0; i < answers; i++)
            tape.Add(new("first", new("https://crm.example/p"), UpstreamAnswer.Failed("backend", UpstreamFault.TimedOut)));
        var login = await RecordedLogin.OfAsync((await ReportAsync(("first", _ => { }))) with { Tape = tape }, Pseudonyms, default);
        Assert.Equal(kept, login.Upstream.Count);
        Assert.Equal(kept, RecordedLoginFile.Read(RecordedLoginFile.Write(login), out _)?.Upstream.Count);
    }

    [Theory]
    [InlineData("continue", "a succeeded", "x(1);y(2)", "")]
    [InlineData("deny a no", "a succeeded", "x(1);y(2)", "- decision continue;+ decision deny a no")]
    [InlineData("continue", "a failed;b succeeded", "x(1);y(2)", "- action a succeeded;+ action a failed;+ action b succeeded")]
    [InlineData("continue", "", "x(1);y(2)", "- action a succeeded")]
    [InlineData("continue", "a succeeded;a succeeded", "x(1);y(2)", "~ actions come in another order or number")]
    [InlineData("continue", "a succeeded", "y(2);x(1)", "~ commands come in another order or number")]
    [InlineData("Continue", "a succeeded", "x(1);Y(2)", "- decision continue;+ decision Continue;- command y(2);+ command Y(2)")]
    public void Every_difference_between_two_outcomes_is_one_line(string decision, string actions, string commands, string lines)
    {
        var before = new ReplayedOutcome("continue", ["a succeeded"], ["x(1)", "y(2)"]);
        Assert.Equal(Split(lines), before.DifferencesTo(new(decision, Split(actions), Split(commands))));
    }

    [Fact]
    public void Before_anything_ran_the_login_goes_on() => Assert.Equal(("continue", "", ""), Text(ReplayedOutcome.Nothing));

    private static string[] Split(string lines) => lines.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static (string, string, string) Text(ReplayedOutcome outcome) => (outcome.Decision, string.Join(';', outcome.Actions), string.Join(';', outcome.Commands));

    private static async Task<LoginReport> ReportAsync(params (string Name, Action<PostLoginApi> Act)[] actions)
    {
        await using var app = new TestApp(
            actions.Select((action, index) => KeyValuePair.Create($"PostLogin:Actions:{index}:Name", (string?)action.Name)),
            [.. actions.Select(action => new ActionType(action.Name, _ => InlineAction.Of((_, api) => action.Act(api))))]);
        await app.SendAsync(app.Login());
        return Assert.Single(app.Reports);
    }
}
