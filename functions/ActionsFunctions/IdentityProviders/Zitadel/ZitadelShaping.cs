using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>What the answer to one of the two functions can carry.</summary>
internal static class ZitadelShaping
{
    /// <summary>
    /// Claims of the other token are no loss, since the other function is called for that token and carries them: they are put aside without a word.
    /// </summary>
    public static FlowOutcome Apply(NormalizedLogin login, FlowOutcome outcome, bool refuseUnsupported)
    {
        var token = ZitadelEvent.TokenOf(login.Payload);
        var own = outcome with { Commands = [.. outcome.Commands.Where(merged => merged.Command.ClaimOf is not { } of || of == token)] };
        var shaped = ClaimGuard.Apply(own, new ZitadelClaims(ZitadelEvent.UserInfo(login.Payload)), refuseUnsupported);
        return WithoutLostWrites(shaped, refuseUnsupported);
    }

    private static FlowOutcome WithoutLostWrites(FlowOutcome outcome, bool refuseUnsupported)
    {
        var lost = outcome.Commands.Where(merged => Loss(merged.Command, outcome.Denial is not null) is not null).ToList();
        if (lost.Count == 0)
            return outcome;
        IReadOnlyList<Diagnostic> diagnostics =
        [
            .. outcome.Diagnostics,
            .. lost.Select(merged => new Diagnostic(
                DiagnosticCodes.CommandUnsupported, merged.Action, null, $"{merged.Command.Method}: {Loss(merged.Command, outcome.Denial is not null)}")),
        ];
        var rest = outcome with { Commands = [.. outcome.Commands.Except(lost)], Diagnostics = diagnostics };
        return refuseUnsupported && outcome.Denial is null
            ? WithoutLostWrites(DeniedOutcome.Of(rest, new(lost[0].Action, $"command-unsupported:{lost[0].Command.Method}"), diagnostics), refuseUnsupported)
            : rest;
    }

    private static string? Loss(Command command, bool denied)
    {
        if (command.Method is not (Command.SetUserMetadata or Command.SetAppMetadata))
            return null;
        if (denied)
            return "ZITADEL reads nothing else from an answer that blocks the login";
        return command.Args[1].Kind == JsonValueKind.Null || command.Text(0).Length == 0 ? "ZITADEL's answer can set metadata and not remove it" : null;
    }
}
