using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Commands;

/// <summary>Progress and result as text, one line for a step.</summary>
internal sealed class TextReport(TextWriter to) : IStepWatcher
{
    private string position = "";

    public void Starting(Step step, int number, int count) => position = $"[{number}/{count}]";

    public void Waiting(TenantFault why, TimeSpan pause) => to.WriteLine($"{position} waits {pause.TotalSeconds:0} s for the directory: {why.Code}");

    public void Ended(StepResult result) => to.WriteLine($"{position} {Word(result),-12} {result.Step.Name,-22} {result.Step.What}");

    public void Conclude(SetupReport report)
    {
        to.WriteLine();
        foreach (var remedy in report.Remedies())
            to.WriteLine(remedy);
        if (report.Handovers().ToList() is { Count: > 0 } commands)
        {
            to.WriteLine("An administrator can do it with:");
            foreach (var command in commands)
                to.WriteLine($"  {command}");
        }

        foreach (var note in report.Notes)
            to.WriteLine(note);
        if (report is { Succeeded: true, Settings.Count: > 0 })
        {
            to.WriteLine("Settings of the app:");
            foreach (var (key, value) in report.Settings)
                to.WriteLine($"  {key} = {value}");
        }

        to.WriteLine(Conclusion(report));
    }

    public static string Conclusion(SetupReport report) => report switch
    {
        { Succeeded: false } => $"Not finished. Everything can be run again. client-request-id of this run: {report.CorrelationId}",
        { NothingToDo: true } => "Nothing to do: all is as it should be.",
        { WhatIf: true } => "What if: nothing was written.",
        _ => "Done.",
    };

    public static string Word(StepResult result) => result.Outcome switch
    {
        StepOutcome.Unchanged => "unchanged",
        StepOutcome.Planned => $"would {Verb(result.Step.Kind)}",
        StepOutcome.Done => Past(result.Step.Kind),
        StepOutcome.Failed => "failed",
        StepOutcome.Blocked => "blocked",
        _ => "not reached",
    };

    private static string Verb(StepKind kind) => kind switch
    {
        StepKind.Create => "create",
        StepKind.Change => "change",
        StepKind.Remove => "remove",
        _ => "check",
    };

    private static string Past(StepKind kind) => kind switch
    {
        StepKind.Create => "created",
        StepKind.Change => "changed",
        StepKind.Remove => "removed",
        _ => "checked",
    };
}
