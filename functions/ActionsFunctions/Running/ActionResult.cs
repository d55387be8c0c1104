using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.Running;

/// <summary>How one action of one login ended, its failure policy already applied.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Commands">What it said, or what stands in for it.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ActionResult(ActionOutcome Outcome, IReadOnlyList<Command> Commands, TimeSpan Duration)
{
    /// <summary>Time from the arrival of the request to its start; zero where it did not run.</summary>
    public TimeSpan StartedAfter { get; init; }

    /// <summary>Where the answer came from.</summary>
    public AnswerOrigin Origin { get; init; }

    /// <summary>Why the flow is refused here; null where it is not.</summary>
    public string? DenyReason { get; init; }

    /// <summary>What went wrong, for diagnostics; null where nothing did.</summary>
    public Breakdown? Breakdown { get; init; }

    /// <summary>True where it sent the user elsewhere, and the provider can do that: the flow ends here and is resumed here.</summary>
    public bool Suspends { get; init; }

    /// <summary>A shadow that was still running when its login was answered; null for everything else.</summary>
    internal Task<ActionResult>? Late { get; init; }

    /// <summary>True where nothing listed later is heard.</summary>
    public bool EndsFlow => DenyReason is not null || Suspends;

    /// <summary>What it wrote into its cache, in order; kept if it is heard.</summary>
    internal IReadOnlyList<CacheWrite> CacheWrites { get; init; } = [];

    /// <summary>An action that did not run.</summary>
    public static ActionResult Skipped { get; } = new(ActionOutcome.Skipped, [], TimeSpan.Zero);
}

/// <summary>What went wrong in an action.</summary>
/// <param name="TimedOut">Its time was over; else it failed.</param>
/// <param name="Reason">A short code without personal data.</param>
public sealed record Breakdown(bool TimedOut, string Reason);
