using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Steps;

/// <summary>What a step does to the tenant.</summary>
internal enum StepKind
{
    /// <summary>Nothing: all is as it should be.</summary>
    Unchanged,
    Create,
    Change,
    Remove,

    /// <summary>Looks only.</summary>
    Check,

    /// <summary>Cannot be done without taking away what somebody else made; then nothing at all is done.</summary>
    Blocked,
}

/// <summary>One step of a plan.</summary>
/// <param name="Name">Its name in reports: letters, digits, '-', ':'.</param>
/// <param name="Kind">What it does.</param>
/// <param name="What">The same in words. Never a function key.</param>
internal sealed record Step(string Name, StepKind Kind, string What)
{
    /// <summary>Does it; null where there is nothing to do.</summary>
    public Func<CancellationToken, Task>? ApplyAsync { get; init; }

    /// <summary>What it takes.</summary>
    public Right Needs { get; init; } = Right.Reading;

    /// <summary>A command that an administrator can run in its place.</summary>
    public Func<string>? Handover { get; init; }

    /// <summary>True where something that is gone already counts as removed.</summary>
    public bool GoneIsDone { get; init; }
}

/// <summary>How a step ended.</summary>
internal enum StepOutcome
{
    Unchanged,
    Planned,
    Done,
    Failed,
    Blocked,

    /// <summary>Not tried, since an earlier one did not succeed.</summary>
    NotReached,
}

/// <summary>A step and how it ended.</summary>
internal sealed record StepResult(Step Step, StepOutcome Outcome, TenantFault? Fault = null);
