namespace ActionsFunctions.Merging;

/// <summary>How an action ended.</summary>
public enum ActionOutcome
{
    /// <summary>It ran to its end, or a fresh kept answer stood in.</summary>
    Succeeded,

    /// <summary>It did not run: not applicable, an earlier denial, or a required predecessor without an answer.</summary>
    Skipped,

    /// <summary>It threw or reported a failure.</summary>
    Failed,

    /// <summary>Its time was over.</summary>
    TimedOut,

    /// <summary>It refused the login.</summary>
    Denied,

    /// <summary>Its last good answer for this user stands in: it failed or timed out, or that answer is being renewed.</summary>
    Stale,

    /// <summary>It failed or timed out, and its configured claims stand in.</summary>
    Defaulted,
}

/// <summary>The wire names of <see cref="ActionOutcome"/>.</summary>
public static class ActionOutcomes
{
    /// <summary>The name that answers carry.</summary>
    public static string Name(this ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Succeeded => "succeeded",
        ActionOutcome.Skipped => "skipped",
        ActionOutcome.Failed => "failed",
        ActionOutcome.TimedOut => "timed-out",
        ActionOutcome.Denied => "denied",
        ActionOutcome.Stale => "stale",
        _ => "defaulted",
    };

    /// <summary>True where the action gave, or has standing in for it, something that dependants can build on.</summary>
    public static bool HasAnswer(this ActionOutcome outcome) =>
        outcome is ActionOutcome.Succeeded or ActionOutcome.Stale or ActionOutcome.Defaulted;
}
