using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Every fault of a call to the outside: the statuses it comes of, its code, and whether the upstream is down.</summary>
public sealed class UpstreamFailureTests
{
    [Fact]
    public void Every_status_from_100_to_999_means_one_fault() => Assert.Equal(
        [
            "100-199 Unavailable", "200-299 None", "300-399 Redirected", "400-400 Refused", "401-401 Unauthorized", "402-402 Refused", "403-403 Forbidden", "404-404 NotFound",
            "405-428 Refused", "429-429 Throttled", "430-499 Refused", "500-999 Unavailable",
        ],
        Ranges());

    [Fact]
    public void Every_fault_has_a_code_and_some_say_that_the_upstream_is_down() => Assert.Equal(
        [
            "graph-ok", "graph-host-refused", "graph-overloaded", "graph-circuit-open", "graph-secret-unavailable", "graph-unreachable down", "graph-timed-out down", "graph-answer-too-large",
            "graph-answer-malformed down", "graph-redirected", "graph-unauthorized", "graph-forbidden", "graph-not-found", "graph-throttled down", "graph-refused", "graph-unavailable down",
        ],
        Enum.GetValues<UpstreamFault>().Select(fault => new UpstreamFailure("graph", fault).Code + (UpstreamGuard.IsDown(UpstreamAnswer.Failed("graph", fault)) ? " down" : "")));

    [Fact]
    public void A_fault_is_any_but_none() =>
        Assert.Equal(Enum.GetValues<UpstreamFault>().Skip(1), Enum.GetValues<UpstreamFault>().Where(fault => new UpstreamFailure("graph", fault).Any));

    [Fact]
    public void An_answer_shows_its_status_and_code_and_its_body_is_read_strictly()
    {
        var answer = new UpstreamAnswer(new("graph", UpstreamFault.None), 200, """{"a":1}"""u8.ToArray(), TimeSpan.FromSeconds(1));
        Assert.Equal("200 graph-ok", $"{answer}");
        Assert.True(answer.TryReadJson(out var json));
        Assert.True(answer.TryReadJson(out var again));
        Assert.Equal((1, 1), (json.GetProperty("a").GetInt32(), again.GetProperty("a").GetInt32()));
        Assert.Equal((new("graph", UpstreamFault.Malformed), 200, answer.RetryAfter), (answer.Malformed().Failure, answer.Malformed().Status, answer.Malformed().RetryAfter));
        Assert.False((answer with { Body = """{"a":1,"a":2}"""u8.ToArray() }).Malformed().Body.IsEmpty);
        Assert.False(new UpstreamAnswer(default, 200, """{"a":1,"a":2}"""u8.ToArray(), null).TryReadJson(out _));
        Assert.Equal("0 -ok", $"{UpstreamAnswer.Ok}");
        Assert.Equal((new("graph", UpstreamFault.Refused), 0, 0, null), Parts(UpstreamAnswer.Failed("graph", UpstreamFault.Refused)));
    }

    private static (UpstreamFailure, int, int, TimeSpan?) Parts(UpstreamAnswer answer) => (answer.Failure, answer.Status, answer.Body.Length, answer.RetryAfter);

    private static List<string> Ranges()
    {
        var ranges = new List<string>();
        var first = 100;
        for (var status = 101; status <= 1000; status++)
        {
            if (status < 1000 && UpstreamFailure.OfStatus(status) == UpstreamFailure.OfStatus(first))
                continue;
            ranges.Add($"{first}-{status - 1} {UpstreamFailure.OfStatus(first)}");
            first = status;
        }

        return ranges;
    }
}
