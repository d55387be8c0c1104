using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Secrets;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>Each line of the log, word for word.</summary>
public sealed class LoginJournalTests
{
    private readonly RecordedLog log = new();
    private readonly LoginJournal journal;

    public LoginJournalTests() => journal = new(log, new ManualTimeProvider());

    [Fact]
    public async Task A_login_is_one_line_with_what_each_action_did_and_how_long_it_took()
    {
        TestApp? app = null;
        var waits = new ActionType("waits", _ => InlineAction.Of((_, _) => app!.Clock.Advance(TimeSpan.FromMilliseconds(40))));
        await using (app = new TestApp([new("PostLogin:Actions:0:Name", "waits")], waits))
        {
            var request = app.Login();
            await app.SendAsync(request);
            var report = Assert.Single(app.Reports);
            journal.Ended(report);
            Assert.Equal(
                [(LogLevel.Information, $"Login via auth0: continue; waits=succeeded; diagnostics=0 took=40.0ms left=4960.0ms flow={report.Plan.Hash} id={request.CorrelationId} callerId={report.Login.CallerCorrelationId}")],
                log.Lines);
        }
    }

    [Fact]
    public async Task A_refusal_is_one_line_and_one_without_a_length_says_what_to_do()
    {
        await using var app = new TestApp();
        foreach (var fault in new[] { Fault.Unauthorized, Fault.LengthRequired })
        {
            var request = app.Login() with { CorrelationId = "c-1" };
            var response = FaultAnswers.Neutral(fault, request.CorrelationId);
            Assert.Same(response, journal.Refused(new("auth0", fault, SafeText.Constant("because"), request, response)));
        }

        Assert.Equal(
            [
                (LogLevel.Warning, "Refused a request to auth0 with 401: because id=c-1"),
                (LogLevel.Warning, "Refused a request to auth0 with 411: it has no Content-Length, and the Functions host hands over no chunked body. "
                    + "Let the caller send Content-Length, or build with -p:HttpModel=AspNetCore. id=c-1"),
            ],
            log.Lines);
    }

    [Fact]
    public void What_else_happens_is_one_line_each_and_an_exception_only_its_type()
    {
        journal.AnsweredAtOnce("okta", "c-1", "ev-1");
        journal.Forgotten("auth0", "c-2");
        journal.ShadowEnded("auth0", "tier", "timed-out", 3, "c-3");
        journal.Crashed(new InvalidOperationException("somebody's secret"), "c-4");
        Assert.Equal(
            [
                (LogLevel.Information, "Answered okta at once: its event runs no flow; id=c-1 callerId=ev-1"),
                (LogLevel.Information, "Forgot what was kept of a user of auth0; id=c-2"),
                (LogLevel.Information, "Shadow tier of a login via auth0 ended after the answer: timed-out; differences=3 id=c-3"),
                (LogLevel.Error, "A request failed with InvalidOperationException id=c-4"),
            ],
            log.Lines);
    }
}
