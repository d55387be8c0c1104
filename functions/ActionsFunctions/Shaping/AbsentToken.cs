using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.Shaping;

/// <summary>
/// Takes the claims of a token out that this login does not issue. They are reported, but nothing is lost that a required action stands for: there
/// is no token that lacks the claim.
/// </summary>
internal static class AbsentToken
{
    public static FlowOutcome Without(FlowOutcome outcome, Token token)
    {
        var kept = new List<MergedCommand>(outcome.Commands.Count);
        var diagnostics = new List<Diagnostic>(outcome.Diagnostics);
        foreach (var merged in outcome.Commands)
        {
            if (merged.Command.ClaimOf == token)
                diagnostics.Add(new(DiagnosticCodes.ClaimDropped, merged.Action, merged.ClaimName, $"{FlowMerger.TokenName(token)}: none is issued here"));
            else
                kept.Add(merged);
        }

        return kept.Count == outcome.Commands.Count ? outcome : outcome with { Commands = kept, Diagnostics = diagnostics };
    }
}
