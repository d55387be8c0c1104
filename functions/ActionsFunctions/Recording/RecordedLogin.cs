using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Recording;

/// <summary>A login as recorded: redacted event, redacted answers of upstreams, and what the flow made of just that.</summary>
/// <param name="Provider">Route of the provider.</param>
/// <param name="Flow">Hash of the flow that ran.</param>
/// <param name="Event">The redacted event.</param>
/// <param name="Outcome">What the flow makes of the redacted login: what a replay is compared with.</param>
public sealed record RecordedLogin(string Provider, string Flow, PostLoginEvent Event, ReplayedOutcome Outcome)
{
    /// <summary>The most answers in one recording.</summary>
    internal const int MostAnswers = 256;

    internal IReadOnlyList<TapedAnswer> Upstream { get; init; } = [];

    /// <summary>
    /// Records a login. The flow runs once more over the redacted login, and that outcome is kept: a claim made of a redacted text is then the same at
    /// recording and at replay, however it was made, and no claim of the person is ever written.
    /// </summary>
    public static async Task<RecordedLogin> OfAsync(LoginReport report, Pseudonyms pseudonyms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var redaction = new Redaction(pseudonyms, report.Plan.Words);
        var login = new RecordedLogin(report.Provider, report.Plan.Hash, new(redaction.Of(report.Login.Event.Json)), ReplayedOutcome.Nothing)
        {
            Upstream = [.. (report.Tape?.Answers ?? []).Take(MostAnswers).Select(taped => Redacted(taped, redaction))],
        };
        return login with { Outcome = await FlowReplay.RunAsync(report.Plan, login, cancellationToken) };
    }

    private static TapedAnswer Redacted(TapedAnswer taped, Redaction redaction)
    {
        var answer = taped.Answer;
        ReadOnlyMemory<byte> body = answer.TryReadJson(out var json) ? ClaimValue.Of(redaction.Of(json, taped.Uri)).Json : default;
        return new(taped.Action, null, new UpstreamAnswer(answer.Failure, answer.Status, body, null));
    }
}
