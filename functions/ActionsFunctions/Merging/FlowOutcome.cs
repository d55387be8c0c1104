using ActionsFunctions.Model;

namespace ActionsFunctions.Merging;

/// <summary>What a flow came to: the same whether its actions ran side by side or one after another in listed order.</summary>
/// <param name="Denial">The refusal, or null where the login goes on.</param>
/// <param name="Commands">
/// Surviving commands in listed order. A claim stands in here once per token. On a denial only metadata commands of actions listed
/// up to the denier, then <c>access.deny</c>.
/// </param>
/// <param name="Actions">One report per action, in listed order.</param>
/// <param name="Diagnostics">What was lost, replaced or stood in for, in listed order.</param>
public sealed record FlowOutcome(
    Denial? Denial,
    IReadOnlyList<MergedCommand> Commands,
    IReadOnlyList<ActionReport> Actions,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The name of the action that sent the user elsewhere and at which the flow is resumed; null where the flow is over.</summary>
    public string? Continuation { get; init; }

    /// <summary>Which flow this came of; null where the flow states no version.</summary>
    public FlowLabel? Flow { get; init; }

    /// <summary>The claims of a token in listed order; none on a denial.</summary>
    public IEnumerable<MergedClaim> Claims(Token token)
    {
        foreach (var merged in Commands)
        {
            if (merged.Command.ClaimOf == token)
                yield return new(merged.ClaimName, merged.Command.Args[1], merged.Action);
        }
    }
}

/// <summary>Which flow a login ran.</summary>
/// <param name="Version">What the team calls it: <c>PostLogin:Version</c>.</param>
/// <param name="Hash">Its hash.</param>
public sealed record FlowLabel(string Version, string Hash);

/// <summary>A claim as merged.</summary>
/// <param name="Name">Claim name.</param>
/// <param name="Value">Claim value.</param>
/// <param name="Action">The name of the flow entry that set it.</param>
public sealed record MergedClaim(string Name, ClaimValue Value, string Action);

/// <summary>A surviving command and who gave it.</summary>
/// <param name="Command">The command.</param>
/// <param name="Action">The name of the flow entry that gave it.</param>
/// <param name="ClaimName">The claim name where the command sets a claim, else the empty string.</param>
public sealed record MergedCommand(Command Command, string Action, string ClaimName = "")
{
    /// <summary>The command as its action gave it, whatever a provider's rules made of it.</summary>
    internal Command Said { get; init; } = Command;

    /// <summary>True where the entry says <c>OnFailure: deny</c>: if the provider cannot carry this claim, the login is refused.</summary>
    public bool Required { get; init; }
}

/// <summary>A refusal of the login.</summary>
/// <param name="Action">The name of the flow entry that refused.</param>
/// <param name="Reason">The reason it gave, or <c>action-failed:&lt;name&gt;</c>.</param>
public sealed record Denial(string Action, string Reason);

/// <summary>How one action ended.</summary>
/// <param name="Name">The flow entry's name.</param>
/// <param name="Type">The action's type.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Duration">How long it took; zero where it did not run.</param>
public sealed record ActionReport(string Name, string Type, ActionOutcome Outcome, TimeSpan Duration);
