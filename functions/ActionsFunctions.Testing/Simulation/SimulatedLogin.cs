using System.Text;
using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Testing;

/// <summary>A login as it went, from the provider's call to its tokens. Its sentences throw <see cref="ExpectationException"/> where they are not so, and can be chained.</summary>
/// <param name="verdict">What the provider made of the answer.</param>
/// <param name="answer">The answer; null where it came too late.</param>
/// <param name="report">What the product saw; null where no flow ran.</param>
/// <param name="login">The login.</param>
public sealed class SimulatedLogin(SimulatedVerdict verdict, SimulatedAnswer? answer, LoginReport? report, Login login)
{
    /// <summary>What the provider made of the answer.</summary>
    public SimulatedVerdict Verdict => verdict;

    /// <summary>The answer; null where it came too late.</summary>
    public SimulatedAnswer? Answer => answer;

    /// <summary>What the product saw; null where no flow ran.</summary>
    public LoginReport? Report => report;

    /// <summary>The ID token.</summary>
    public SimulatedToken IdToken => new("ID token", verdict.Tokens?.IdToken, this);

    /// <summary>The access token.</summary>
    public SimulatedToken AccessToken => new("access token", verdict.Tokens?.AccessToken, this);

    /// <summary>The provider accepts the answer and issues tokens.</summary>
    public SimulatedLogin ShouldIssueTokens() => Should(verdict.Outcome == SimulatedOutcome.Issued, "tokens to be issued");

    /// <summary>The provider refuses the login as the answer demands; where a reason is given, it is in what the provider says.</summary>
    public SimulatedLogin ShouldBeDenied(string reason = "") => Should(
        verdict.Outcome == SimulatedOutcome.Denied && (verdict.Reason ?? "").Contains(reason, StringComparison.Ordinal),
        reason.Length == 0 ? "the login to be denied" : $"the login to be denied with '{reason}'");

    /// <summary>The provider does not accept the answer, or it comes too late.</summary>
    public SimulatedLogin ShouldBeRejected() => Should(verdict.Outcome == SimulatedOutcome.Rejected, "the answer to be rejected");

    /// <summary>An entry of the flow ended in this way.</summary>
    public SimulatedLogin ShouldEnd(string action, ActionOutcome outcome) => Should(
        report?.Outcome.Actions.Any(ended => ended.Name == action && ended.Outcome == outcome) == true,
        $"'{action}' to end as {outcome.Name()}");

    /// <summary>There is a diagnostic of this code, about this claim where one is named.</summary>
    public SimulatedLogin ShouldReport(string code, string? claim = null) => Should(
        report?.Outcome.Diagnostics.Any(diagnostic => diagnostic.Code == code && (claim is null || diagnostic.Claim == claim)) == true,
        claim is null ? $"the diagnostic '{code}'" : $"the diagnostic '{code}' about '{claim}'");

    /// <summary>Nothing was lost, replaced or stood in for.</summary>
    public SimulatedLogin ShouldReportNothing() => Should(report?.Outcome.Diagnostics is { Count: 0 }, "no diagnostic");

    internal SimulatedLogin Should(bool holds, string expected)
    {
        if (holds)
            return this;
        var text = new StringBuilder().Append("Expected ").Append(expected).Append(".\nThe provider: ").Append(verdict.Outcome);
        if (verdict.Reason is { } reason)
            text.Append(", ").Append(reason);
        text.Append("\nID token: ").Append(Words.Names(verdict.Tokens?.IdToken)).Append("\nAccess token: ").Append(Words.Names(verdict.Tokens?.AccessToken));
        text.Append("\nActions:").Append(Words.List(report?.Outcome.Actions.Select(action => $"{action.Name} {action.Outcome.Name()}") ?? [], " none ran"));
        text.Append("\nDiagnostics:").Append(Words.List(report?.Outcome.Diagnostics.Select(each => $"{each.Code} {each.Action} {each.Claim}: {each.Reason}") ?? [], " none"));
        throw new ExpectationException(text.Append("\nLogin: ").Append(login).ToString());
    }
}
