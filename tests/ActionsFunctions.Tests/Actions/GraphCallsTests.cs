using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Adversarial;
using ActionsFunctions.Tests.Secrets;
using Microsoft.Extensions.Logging;
using Moq;

namespace ActionsFunctions.Tests.Actions;

/// <summary>How graph-groups asks: how often, how many calls at once, up to which page, and what it says of it.</summary>
public sealed class GraphCallsTests
{
    private static readonly Login Ada = Login.Any().WithUserId("auth0|ada").With("/stats/logins_count", 2);

    [Theory]
    [InlineData("getMemberGroups", """{"securityEnabledOnly":false}""", "Emit=ids")]
    [InlineData("getMemberGroups", """{"securityEnabledOnly":true}""", "Emit=ids", "SecurityEnabledOnly=true")]
    [InlineData("checkMemberGroups", """{"groupIds":["g1"]}""", "Emit=ids", "GroupIds:0=g1")]
    public async Task A_question_that_changes_nothing_is_asked_again_after_an_outage_and_says_that_a_person_waits(string call, string body, params string[] settings)
    {
        var asked = 0;
        await using var stub = await UpstreamStub.StartWithTokensAsync(_ => ++asked == 1 ? new StubAnswer(503, "{}") : StubAnswer.Ok("""{"value":["g1"]}"""));

        var answer = await Action(stub, [.. settings.Select(setting => setting.Split('=')).Select(parts => (parts[0], parts[1]))]).RunAsync(Ada);

        answer.ShouldSetClaim("https://actions.example/groups", ["g1"]);
        var expected = ($"/v1.0/users/auth0%7Cada/{call}", body, "High");
        Assert.Equal([expected, expected], stub.Calls.Select(sent => (sent.Target, sent.Body, sent.Header("x-ms-throttle-priority"))));
    }

    [Fact]
    public async Task Four_portions_of_a_long_list_are_checked_at_once_and_no_more()
    {
        var (underWay, most) = (0, 0);
        var four = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Lock();
        await using var stub = await UpstreamStub.StartAsync(async request =>
        {
            if (request.IsToken)
                return StubAnswer.Token();
            lock (gate)
            {
                most = Math.Max(most, ++underWay);
                if (underWay == 4)
                    four.TrySetResult();
            }

            await four.Task.WaitAsync(TimeSpan.FromSeconds(10));
            lock (gate)
                underWay--;
            return StubAnswer.Ok($$"""{"value":{{JsonElement.Parse(request.Body).GetProperty("groupIds").GetRawText()}}}""");
        });
        string[] ids = [.. Enumerable.Range(0, 141).Select(i => string.Create(CultureInfo.InvariantCulture, $"g{i:000}"))];

        var answer = await Action(stub, [("Emit", "ids"), .. ids.Select((id, i) => ($"GroupIds:{i}", id))]).RunAsync(Ada);

        answer.ShouldSetClaim("https://actions.example/groups", ids);
        Assert.Equal((4, 8), (most, stub.Calls.Count));
    }

    [Fact]
    public async Task A_new_user_is_asked_for_again_a_quarter_of_a_second_later()
    {
        var wait = TimeSpan.FromMilliseconds(250);
        var clock = new WatchedClock(wait);
        await using var stub = await UpstreamStub.StartWithTokensAsync(_ => new StubAnswer(404, """{"error":{"code":"Request_ResourceNotFound"}}"""));
        using var clients = stub.Clients(new() { Clock = clock });

        var run = Simulate.Action("graph-groups").Calling(clients).At(clock).RunAsync(Ada.With("/stats/logins_count", 1));
        await Task.WhenAny(run, clock.Armed);
        Assert.Equal((false, 1), (run.IsCompleted, stub.Calls.Count));
        clock.Advance(wait);

        (await run).ShouldSayNothing();
        Assert.Equal(2, stub.Calls.Count);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, "graph-answer-too-large")]
    public async Task After_ten_pages_of_more_there_is_a_claim_only_where_it_is_full(int most, string? failure)
    {
        var pages = 0;
        await using var stub = await UpstreamStub.StartWithTokensAsync(request => Page(request, $"Group {pages++}", isLast: false));

        var answer = await Action(stub, ("MaxGroups", $"{most}"), ("Tokens", "id")).RunAsync(Ada);

        Assert.Equal((failure, 10), (answer.Failure, stub.Calls.Count));
        Assert.Equal(
            failure is not null ? [] :
            [
                """diagnostics.claimDropped("https://actions.example/groups", "more than 9 groups: the others are left out")""",
                $"""idToken.setCustomClaim("https://actions.example/groups", [{string.Join(',', Enumerable.Range(0, 9).Select(i => $"\"Group {i}\""))}])""",
            ],
            answer.Commands);
    }

    [Theory]
    [InlineData(1, """diagnostics.claimDropped("https://actions.example/groups", "more than 1 groups: the claim is left out")""")]
    [InlineData(2, """idToken.setCustomClaim("https://actions.example/groups", ["A","B"])""")]
    public async Task While_they_still_fit_the_next_page_is_asked_for_even_where_too_many_are_dropped(int most, string said)
    {
        await using var stub = await UpstreamStub.StartWithTokensAsync(request =>
            request.Target.Contains("more", StringComparison.Ordinal) ? Page(request, "B", isLast: true) : Page(request, "A", isLast: false));

        (await Action(stub, ("MaxGroups", $"{most}"), ("OnOverage", "drop"), ("Tokens", "id")).RunAsync(Ada)).ShouldSayOnly(said);
        Assert.Equal(2, stub.Calls.Count);
    }

    [Theory]
    [InlineData(1, "A user has more than 1 groups: Truncate")]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Too_many_groups_are_told_in_the_log_and_no_fewer(int most, params string[] expected)
    {
        var log = new RecordedLog();
        var factory = Mock.Of<ILoggerFactory>(made => made.CreateLogger(It.IsAny<string>()) == log);
        await using var stub = await UpstreamStub.StartWithTokensAsync(_ => StubAnswer.Ok("""{"value":["a","b"]}"""));
        using var clients = stub.Clients(new() { Log = factory });

        await Simulate.Action("graph-groups").Calling(clients).With(("Emit", "ids"), ("MaxGroups", $"{most}")).RunAsync(Ada);

        Assert.Equal(expected, log.Lines.Select(line => line.Text).Where(text => text.StartsWith("A user", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("\\me")]
    [InlineData("?x")]
    [InlineData("#x")]
    [InlineData("%41")]
    [InlineData("{user.user_id")]
    public void The_users_id_is_one_segment_of_a_path(string userId) =>
        Assert.Equal(["Settings:UserId"], Simulate.Action("graph-groups").With("UserId", userId).FaultKeys);

    private static StubAnswer Page(StubRequest request, string name, bool isLast) => StubAnswer.Ok(isLast
        ? $$"""{"value":[{"displayName":"{{name}}"}]}"""
        : $$"""{"value":[{"displayName":"{{name}}"}],"@odata.nextLink":"{{request.Origin}}/v1.0/more"}""");

    private static ActionSimulation Action(UpstreamStub stub, params (string, string)[] settings) => Simulate.Action("graph-groups").Calling(stub).With(settings);
}
