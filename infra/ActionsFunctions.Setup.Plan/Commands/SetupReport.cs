using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Commands;

/// <summary>What a command did.</summary>
/// <param name="Command">Its name.</param>
/// <param name="WhatIf">Whether it only planned.</param>
/// <param name="Steps">The steps and how they ended; none where the tenant could not be read.</param>
/// <param name="CorrelationId">The id sent with every request.</param>
internal sealed record SetupReport(string Command, bool WhatIf, IReadOnlyList<StepResult> Steps, Guid CorrelationId)
{
    /// <summary>App settings that belong to the result.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>What to know beside it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the tenant could not be read.</summary>
    public TenantFault? Unread { get; init; }

    /// <summary>What reading it takes.</summary>
    public Right Reading { get; init; } = Right.Reading;

    public bool Succeeded => Unread is null && Steps.All(step => step.Outcome is StepOutcome.Unchanged or StepOutcome.Done or StepOutcome.Planned);

    /// <summary>True where everything was there already.</summary>
    public bool NothingToDo => Succeeded && Steps.All(step => step.Step.Kind is StepKind.Unchanged or StepKind.Check);

    /// <summary>Each fault with what to do about it.</summary>
    public IEnumerable<string> Remedies()
    {
        if (Unread is { } unread)
            yield return Remedy.Of(unread, Reading, "reading the tenant");
        foreach (var step in Steps)
        {
            if (step.Fault is { } fault)
                yield return Remedy.Of(fault, step.Step.Needs, step.Step.Name);
            if (step.Outcome == StepOutcome.Blocked)
                yield return $"{step.Step.Name}: {step.Step.What}";
        }
    }

    /// <summary>Commands for an administrator, in place of the steps that were refused or, before they are tried, are planned.</summary>
    public IEnumerable<string> Handovers() =>
        from step in Steps
        where step.Step.Handover is not null && (step is { Outcome: StepOutcome.Failed, Fault.Kind: TenantFaultKind.Forbidden } || (WhatIf && IsKnown(step)))
        select step.Step.Handover!();

    // A principal that a planned step has yet to make has no id to write into a command.
    private bool IsKnown(StepResult step) =>
        step.Outcome == StepOutcome.Planned && Steps.TakeWhile(earlier => earlier != step).All(earlier => earlier.Step.Kind != StepKind.Create || earlier.Step.Handover is not null);
}
