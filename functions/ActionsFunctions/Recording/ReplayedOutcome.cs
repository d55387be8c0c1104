using System.Text;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Recording;

/// <summary>What a flow made of a recorded login, as far as it depends on nothing but the login and the flow: shadows and times are left out.</summary>
/// <param name="Decision"><c>continue</c>, or <c>deny</c> with the action and its reason.</param>
/// <param name="Actions">How each action ended: <c>name outcome</c>.</param>
/// <param name="Commands">The surviving commands as text: method and arguments.</param>
public sealed record ReplayedOutcome(string Decision, IReadOnlyList<string> Actions, IReadOnlyList<string> Commands)
{
    /// <summary>Before anything ran.</summary>
    public static ReplayedOutcome Nothing { get; } = new("continue", [], []);

    /// <summary>Of a merged outcome.</summary>
    public static ReplayedOutcome Of(FlowPlan plan, FlowOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outcome);
        return new(
            outcome.Denial is { } denial ? $"deny {denial.Action} {denial.Reason}" : "continue",
            [.. plan.Issued.Select(index => $"{outcome.Actions[index].Name} {outcome.Actions[index].Outcome.Name()}")],
            [.. outcome.Commands.Select(merged => TextOf(merged.Command))]);
    }

    /// <summary>Every difference, one line each; <c>-</c> for what was, <c>+</c> for what is now. Empty: the same.</summary>
    public IReadOnlyList<string> DifferencesTo(ReplayedOutcome now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return [.. Lines([Decision], [now.Decision], "decision"), .. Lines(Actions, now.Actions, "action"), .. Lines(Commands, now.Commands, "command")];
    }

    private static IEnumerable<string> Lines(IReadOnlyList<string> before, IReadOnlyList<string> now, string what)
    {
        var gone = before.Except(now, StringComparer.Ordinal).Select(line => $"- {what} {line}").ToList();
        var come = now.Except(before, StringComparer.Ordinal).Select(line => $"+ {what} {line}").ToList();
        if (gone.Count + come.Count == 0 && !before.SequenceEqual(now, StringComparer.Ordinal))
            return [$"~ {what}s come in another order or number"];
        return [.. gone, .. come];
    }

    private static string TextOf(Command command) =>
        $"{command.Method}({string.Join(", ", command.Args.Select(arg => Encoding.UTF8.GetString(arg.Json.Span)))})";
}
