using System.Text;
using ActionsFunctions.Recording;

namespace ActionsFunctions.Tests.Recording;

/// <summary>A file that is replayed may come from anybody: what is not exactly a recorded login is refused, and nothing is thrown.</summary>
public sealed class RecordedLoginFileTests
{
    private const string Answer = """{"action":"a","status":200,"fault":"None","body":{"plan":"gold"}}""";
    private const string Outcome = """{"decision":"continue","actions":["a succeeded"],"commands":[]}""";

    [Fact]
    public void A_recorded_login_is_read_and_written_the_same()
    {
        var file = File(upstream: $"[{Answer},{Answer.Replace("""{"plan":"gold"}""", "null", StringComparison.Ordinal)}]");
        var login = RecordedLoginFile.Read(Encoding.UTF8.GetBytes(file), out var fault);
        Assert.Equal(("", "auth0", 2), (fault, login!.Provider, login.Upstream.Count));
        Assert.Equal(file, Encoding.UTF8.GetString(RecordedLoginFile.Write(login).Span));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"format":"actionsfunctions-login/1"}""")]
    public void What_is_no_recorded_login_is_refused(string file) => AssertRefused(file, "is no recorded login");

    [Fact]
    public void A_file_over_the_bound_is_not_parsed() => AssertRefused(File() + new string(' ', RecordedLoginFile.MaxBytes), "is larger than");

    [Fact]
    public void Another_format_is_named() => AssertRefused(File(format: "actionsfunctions-login/2"), "has another format");

    [Theory]
    [InlineData("7", "\"f\"", """{"user":{"user_id":"u"}}""")]
    [InlineData("\"auth0\"", "null", """{"user":{"user_id":"u"}}""")]
    [InlineData("\"auth0\"", "\"f\"", "[]")]
    [InlineData("\"auth0\"", "\"f\"", """{"user":"ada"}""")]
    public void A_file_without_an_event_of_a_login_is_refused(string provider, string flow, string login) =>
        AssertRefused(File(provider: provider, flow: flow, login: login), "holds no event of a login");

    [Theory]
    [InlineData("{}", Outcome)]
    [InlineData("[7]", Outcome)]
    [InlineData("""[{"action":"a","status":200,"fault":"None"}]""", Outcome)]
    [InlineData("""[{"action":7,"status":200,"fault":"None","body":null}]""", Outcome)]
    [InlineData("""[{"action":"a","status":"200","fault":"None","body":null}]""", Outcome)]
    [InlineData("""[{"action":"a","status":-1,"fault":"None","body":null}]""", Outcome)]
    [InlineData("""[{"action":"a","status":600,"fault":"None","body":null}]""", Outcome)]
    [InlineData("""[{"action":"a","status":200,"fault":"Nothing","body":null}]""", Outcome)]
    [InlineData("""[{"action":"a","status":200,"fault":"999","body":null}]""", Outcome)]
    [InlineData("[]", "[]")]
    [InlineData("[]", """{"decision":"continue"}""")]
    [InlineData("[]", """{"decision":null,"actions":[],"commands":[]}""")]
    public void Answers_and_an_outcome_of_another_form_are_refused(string upstream, string outcome) =>
        AssertRefused(File(upstream: upstream, outcome: outcome), "holds answers or an outcome of another form");

    [Fact]
    public void More_answers_than_a_login_can_have_are_refused() =>
        AssertRefused(File(upstream: $"[{string.Join(',', Enumerable.Repeat(Answer, RecordedLogin.MostAnswers + 1))}]"), "holds answers or an outcome");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(599, RecordedLogin.MostAnswers)]
    public void A_file_at_every_bound_is_read(int status, int answers)
    {
        var answer = Answer.Replace("200", $"{status}", StringComparison.Ordinal);
        var file = File(upstream: $"[{string.Join(',', Enumerable.Repeat(answer, answers))}]");
        var login = RecordedLoginFile.Read(Encoding.UTF8.GetBytes(file.PadRight(RecordedLoginFile.MaxBytes)), out var fault);
        Assert.Equal(("", answers), (fault, login?.Upstream.Count));
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_whole() => Assert.Equal(
        [
            "is larger than 8388608 bytes", "is no recorded login: one JSON object with format, provider, flow, event, upstream, outcome and nothing else",
            "has another format than actionsfunctions-login/1", "holds no event of a login", "holds answers or an outcome of another form",
        ],
        ((string[])[new(' ', RecordedLoginFile.MaxBytes + 1), "7", File(format: "x"), File(login: "7"), File(outcome: "7")]).Select(file =>
        {
            Assert.Null(RecordedLoginFile.Read(Encoding.UTF8.GetBytes(file), out var fault));
            return fault;
        }));

    private static void AssertRefused(string file, string why)
    {
        Assert.Null(RecordedLoginFile.Read(Encoding.UTF8.GetBytes(file), out var fault));
        Assert.StartsWith(why, fault, StringComparison.Ordinal);
    }

    private static string File(
        string format = "actionsfunctions-login/1",
        string provider = "\"auth0\"",
        string flow = "\"f\"",
        string login = """{"user":{"user_id":"u"}}""",
        string upstream = "[]",
        string outcome = Outcome) =>
        $$"""{"format":"{{format}}","provider":{{provider}},"flow":{{flow}},"event":{{login}},"upstream":{{upstream}},"outcome":{{outcome}}}""";
}
