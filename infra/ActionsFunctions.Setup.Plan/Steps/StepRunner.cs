using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Steps;

/// <summary>Hears what happens while it happens.</summary>
internal interface IStepWatcher
{
    void Starting(Step step, int number, int count);

    void Waiting(TenantFault why, TimeSpan pause);

    void Ended(StepResult result);
}

/// <summary>Runs a plan in order and stops at the first step that fails. Run again, the plan is made anew and completes what is missing.</summary>
internal sealed class StepRunner(Patience patience, IStepWatcher watcher)
{
    public async Task<IReadOnlyList<StepResult>> RunAsync(IReadOnlyList<Step> steps, bool whatIf, CancellationToken cancellationToken)
    {
        var results = new List<StepResult>();
        // A plan that cannot be finished is not begun: half of a connection can break logins.
        var halted = steps.Any(step => step.Kind == StepKind.Blocked);
        var fresh = false;
        foreach (var step in steps)
        {
            watcher.Starting(step, results.Count + 1, steps.Count);
            var result = step.Kind switch
            {
                StepKind.Blocked => new(step, StepOutcome.Blocked),
                StepKind.Unchanged => new(step, StepOutcome.Unchanged),
                _ when whatIf => new(step, StepOutcome.Planned),
                _ when halted => new(step, StepOutcome.NotReached),
                _ => await ApplyAsync(step, fresh, cancellationToken),
            };
            halted |= result.Outcome == StepOutcome.Failed;
            fresh |= step.Kind is StepKind.Create or StepKind.Change && result.Outcome == StepOutcome.Done;
            watcher.Ended(result);
            results.Add(result);
        }

        return results;
    }

    private async Task<StepResult> ApplyAsync(Step step, bool fresh, CancellationToken cancellationToken)
    {
        try
        {
            await patience.RunAsync(attempt => TolerantAsync(step, attempt), fresh, watcher.Waiting, cancellationToken);
            return new(step, StepOutcome.Done);
        }
        catch (TenantFaultException failed)
        {
            return new(step, StepOutcome.Failed, failed.Fault);
        }
    }

    private static async Task TolerantAsync(Step step, CancellationToken cancellationToken)
    {
        try
        {
            await step.ApplyAsync!(cancellationToken);
        }
        catch (TenantFaultException gone) when (step.GoneIsDone && gone.Fault.Kind == TenantFaultKind.NotFound)
        {
            // Somebody else removed it since the plan was made, which is what was wanted.
        }
    }
}
